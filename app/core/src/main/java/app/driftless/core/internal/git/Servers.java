package app.driftless.core.internal.git;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Workers;
import app.driftless.core.problem.Redaction;
import app.driftless.core.repo.RepoProblem;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;

/// Calls Git servers, with the person's credentials and in bounded time.
final class Servers {
    private static final Set<String> SCHEMES = Set.of("https", "ssh", "file", "http");
    private final Person person;
    private final Limits limits;
    private final Workers workers;

    Servers(Person person, Limits limits, Workers workers) {
        this.person = person;
        this.limits = limits;
        this.workers = workers;
    }

    Person person() {
        return person;
    }

    /// Refuses addresses of protocols that are not protected, and such as could be taken for an option or smuggle a
    /// line into another protocol.
    static void check(String url) {
        boolean control = url.chars().anyMatch(c -> c < ' ') || url.startsWith("-");
        int scheme = url.indexOf("://");
        boolean known = scheme < 0 ? !url.contains("::") : SCHEMES.contains(url.substring(0, scheme));
        if (control || !known) {
            throw GitFailures.problem(RepoProblem.BAD_URL, Redaction.redact(Commits.clean(url)));
        }
    }

    /// @param url the address as it is shown and named in problems
    <T> T call(TransportCommand<?, T> command, String url, CancelToken cancel) throws GitAPIException {
        check(url);
        String shown = Redaction.redact(url);
        try (var conversation = new Conversation(workers, limits, cancel);
                var http = new HttpRequests(person, conversation, workers.io());
                var ssh = new Ssh(person, conversation, workers)) {
            var credentials = new HelperCredentials(person, conversation);
            command.setCredentialsProvider(credentials);
            command.setTransportConfigCallback(transport -> prepare(transport, http, ssh));
            try {
                T result = ((Callable<T>) command).call();
                credentials.approve();
                return result;
            } catch (GitAPIException | RuntimeException e) {
                cancel.throwIfCancelled();
                throw new ServerFailure(shown, conversation, http, ssh, credentials).of(e);
            } catch (Exception e) {
                throw new IllegalStateException("JGit throws no other", e);
            }
        }
    }

    private static int seconds(Duration duration) {
        return (int) Math.max(1, duration.toSeconds());
    }

    private void prepare(Transport transport, HttpRequests http, Ssh ssh) {
        if (transport instanceof TransportHttp overHttp) {
            overHttp.setHttpConnectionFactory(http);
        }
        if (transport instanceof SshTransport overSsh) {
            overSsh.setSshSessionFactory(ssh);
            // Over HTTP the conversation keeps the time.
            transport.setTimeout(seconds(limits.silence()));
        }
    }
}
