package app.driftless.core.internal.git;

import app.driftless.core.internal.net.ProxyChoice;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.RepoProblem;
import java.io.InterruptedIOException;
import java.net.http.HttpTimeoutException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;

/// Says why a call of a server failed. JGit's own messages rarely name it, so that what the parts of the conversation
/// saw decides.
///
/// @param url of the server, without a password
record ServerFailure(String url, Conversation conversation, HttpRequests http, Ssh ssh, HelperCredentials credentials) {
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    RuntimeException of(Exception failure) {
        if (failure instanceof EngineException known) {
            return known;
        }
        Problem problem = problem(failure).causedBy(failure);
        String questions = String.join("\n", credentials.questions());
        return new EngineException(
                questions.isBlank() ? problem : problem.withDetails(questions + "\n" + problem.details()), failure);
    }

    private Problem problem(Exception failure) {
        switch (conversation.end()) {
            case TOO_LONG -> {
                return Problem.of(
                        RepoProblem.SERVER_TOO_LONG,
                        url,
                        conversation.limits().whole().toMinutes());
            }
            case SILENT -> {
                return silent();
            }
            case NOT_YET, CANCELLED -> {}
        }
        return identity().or(this::answered).or(() -> thrown(failure)).orElseGet(() -> login(failure));
    }

    private Optional<Problem> thrown(Exception failure) {
        Optional<ProxyChoice.Unusable> proxy = find(failure, ProxyChoice.Unusable.class);
        if (proxy.isPresent()) {
            return proxy.map(e -> Problem.of(RepoProblem.PROXY_UNUSABLE, url, e.proxy(), e.reason()));
        }
        if (find(failure, InterruptedIOException.class).isPresent()
                || find(failure, HttpTimeoutException.class).isPresent()) {
            return Optional.of(silent());
        }
        return find(failure, NoRemoteRepositoryException.class).map(e -> Problem.of(RepoProblem.NO_SUCH_REMOTE, url));
    }

    private Problem silent() {
        return Problem.of(
                RepoProblem.SERVER_SILENT,
                url,
                Math.max(1, conversation.limits().silence().toSeconds()));
    }

    /// The server is not who it should be.
    private Optional<Problem> identity() {
        Optional<HostKeys.Refused> key = ssh.hostKeys().refused();
        return key.isPresent()
                ? key.map(this::hostKey)
                : http.refusedCertificate().map(this::certificate);
    }

    private Problem hostKey(HostKeys.Refused key) {
        return key.known().isEmpty()
                ? Problem.of(
                        RepoProblem.HOST_KEY_UNKNOWN, url, key.host(), key.type(), key.fingerprint(), key.command())
                : Problem.of(
                        RepoProblem.HOST_KEY_CHANGED,
                        url,
                        key.host(),
                        key.type(),
                        key.fingerprint(),
                        String.join(", ", key.known()));
    }

    private Problem certificate(X509Certificate certificate) {
        return Problem.of(
                RepoProblem.CERTIFICATE,
                url,
                Commits.clean(certificate.getSubjectX500Principal().getName()),
                Commits.clean(certificate.getIssuerX500Principal().getName()),
                fingerprint(certificate));
    }

    private Optional<Problem> answered() {
        return http.refusal().map(answer -> switch (answer.status()) {
            case UNAUTHORIZED -> Problem.of(RepoProblem.NOT_AUTHORISED, url);
            case NOT_FOUND -> Problem.of(RepoProblem.NO_SUCH_REMOTE, url);
            default -> Problem.of(RepoProblem.SERVER_ANSWERED, url, answer.told());
        });
    }

    /// JGit has no type for an SSH server that takes none of our keys.
    private Problem login(Exception failure) {
        boolean denied = chain(failure)
                .map(Throwable::getMessage)
                .anyMatch(message -> message != null
                        && (message.contains("Cannot log in") || message.contains("authentication methods")));
        return Problem.of(denied ? RepoProblem.NOT_AUTHORISED : RepoProblem.REMOTE_FAILED, url);
    }

    private static <T> Optional<T> find(Exception failure, Class<T> type) {
        return chain(failure).filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Stream<Throwable> chain(Exception failure) {
        return Stream.<Throwable>iterate(failure, e -> e != null, Throwable::getCause);
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return "SHA-256 "
                    + HexFormat.ofDelimiter(":")
                            .withUpperCase()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A certificate that was checked has an encoding", e);
        }
    }
}
