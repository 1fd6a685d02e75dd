package app.driftless.core.internal.git;

import app.driftless.core.flow.Subscription;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gets credentials from the person's own Git credential helpers, by Git's protocol (`git credential`,
/// gitcredentials(7)). Keeps none.
///
/// The helpers are those of the person's configuration: `git` runs outside of any repository, so that a repository
/// can't name one.
/// Questions, such as whether to trust an unknown host key, are answered with no, and remembered for the error
/// message.
final class HelperCredentials extends CredentialsProvider {
    private static final Logger LOG = LoggerFactory.getLogger(HelperCredentials.class);
    private static final int ATTEMPTS = 2;
    private final Person person;
    private final Conversation conversation;
    private @Nullable URIish asked;
    private @Nullable Map<String, String> given;
    private @Nullable Map<String, String> refused;
    private int refusals;
    private final List<String> questions = new ArrayList<>();

    HelperCredentials(Person person, Conversation conversation) {
        this.person = person;
        this.conversation = conversation;
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public boolean supports(CredentialItem... items) {
        return true;
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
        for (CredentialItem item : items) {
            boolean answered =
                    switch (item) {
                        case CredentialItem.Username name ->
                            fill(uri, "username")
                                    .map(v -> {
                                        name.setValue(v);
                                        return true;
                                    })
                                    .orElse(false);
                        case CredentialItem.Password password ->
                            fill(uri, "password")
                                    .map(v -> {
                                        password.setValue(v.toCharArray());
                                        return true;
                                    })
                                    .orElse(false);
                        case CredentialItem.InformationalMessage message -> {
                            questions.add(message.getPromptText());
                            yield true;
                        }
                        case CredentialItem.YesNoType question -> {
                            questions.add(question.getPromptText());
                            question.setValue(false);
                            yield true;
                        }
                        default -> {
                            questions.add(item.getPromptText());
                            yield false;
                        }
                    };
            if (!answered) {
                return false;
            }
        }
        return true;
    }

    /// Called by JGit where the server refused what was given.
    @Override
    public void reset(URIish uri) {
        Map<String, String> wrong = given;
        given = null;
        if (wrong != null) {
            refused = wrong;
            refusals++;
            run("reject", uri, wrong);
        }
    }

    /// Tells the helpers that what they gave was right.
    void approve() {
        URIish uri = asked;
        Map<String, String> right = given;
        if (uri != null && right != null) {
            run("approve", uri, right);
        }
    }

    /// What the transport wanted to ask a person, such as an unknown host key with its fingerprint.
    List<String> questions() {
        return List.copyOf(questions);
    }

    private Optional<String> fill(URIish uri, String field) {
        // What one host was given is never another's (T21).
        if (given == null || asked == null || !sameHost(asked, uri)) {
            asked = uri;
            // The same wrong password again and again would lock an account (F53).
            Map<String, String> found = refusals < ATTEMPTS ? find(uri) : null;
            given = found == null || found.equals(refused) ? null : found;
        }
        Map<String, String> answer = given;
        return answer == null ? Optional.empty() : Optional.ofNullable(answer.get(field));
    }

    private @Nullable Map<String, String> find(URIish uri) {
        if (refused == null && uri.getUser() != null && uri.getPass() != null) {
            return Map.of("username", uri.getUser(), "password", uri.getPass());
        }
        return run("fill", uri, uri.getUser() == null ? Map.of() : Map.of("username", uri.getUser()));
    }

    private static boolean sameHost(URIish one, URIish other) {
        return Objects.equals(one.getScheme(), other.getScheme())
                && Objects.equals(one.getHost(), other.getHost())
                && one.getPort() == other.getPort();
    }

    private @Nullable Map<String, String> run(String verb, URIish uri, Map<String, String> known) {
        Optional<String> input = request(uri, known);
        if (input.isEmpty()) {
            return null;
        }
        try {
            Process process = person.program("git", "credential", verb)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (Subscription ending = conversation.onBreakOff(() -> end(process))) {
                try (var stdin = process.getOutputStream()) {
                    stdin.write(input.get().getBytes(StandardCharsets.UTF_8));
                }
                if (!process.waitFor(conversation.limits().login().toMillis(), TimeUnit.MILLISECONDS)) {
                    end(process);
                    return null;
                }
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return process.exitValue() == 0 ? parse(output) : null;
            }
        } catch (IOException e) {
            LOG.debug("No credential helper could be asked", e);
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /// Nothing that could smuggle a line into the protocol is passed on (T26).
    private static Optional<String> request(URIish uri, Map<String, String> known) {
        String host = uri.getPort() > 0 ? uri.getHost() + ":" + uri.getPort() : uri.getHost();
        var lines = new StringBuilder();
        var fields = new LinkedHashMap<String, @Nullable String>();
        fields.put("protocol", uri.getScheme());
        fields.put("host", host);
        fields.put("path", uri.getPath() == null ? null : uri.getPath().replaceFirst("^/", ""));
        fields.putAll(known);
        for (var field : fields.entrySet()) {
            String value = field.getValue();
            if (value == null) {
                continue;
            }
            if (value.chars().anyMatch(c -> c < ' ') || value.isEmpty()) {
                return Optional.empty();
            }
            lines.append(field.getKey()).append('=').append(value).append('\n');
        }
        return uri.getHost() == null
                ? Optional.empty()
                : Optional.of(lines.append('\n').toString());
    }

    private static Map<String, String> parse(String output) {
        var fields = new HashMap<String, String>();
        output.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0 && (line.startsWith("username") || line.startsWith("password"))) {
                fields.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        return fields;
    }
}
