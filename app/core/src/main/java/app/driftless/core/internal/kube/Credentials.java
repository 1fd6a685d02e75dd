package app.driftless.core.internal.kube;

import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Where the value of the `Authorization` header comes from. Thread-safe; may block.
sealed interface Credentials {
    /// The value to send now, empty if the connection's certificate (or nothing) speaks for the person.
    Optional<String> authorization();

    /// Called once after a 401: true if another try may succeed.
    boolean renew();

    static Credentials basic(String user, String password) {
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new Fixed(Optional.of("Basic " + pair));
    }

    /// A value that does not change, or none.
    record Fixed(Optional<String> authorization) implements Credentials {
        @Override
        public boolean renew() {
            return false;
        }

        @Override
        public String toString() {
            return "Fixed[•••]";
        }
    }

    /// A file that somebody else rotates: read again after a minute, as client-go does.
    final class TokenFile implements Credentials {
        private static final Duration FRESH = Duration.ofMinutes(1);
        private final Path file;
        private @Nullable String token;
        private Instant readAt = Instant.MIN;

        TokenFile(Path file) {
            this.file = file;
        }

        @Override
        public synchronized Optional<String> authorization() {
            if (token == null || readAt.plus(FRESH).isBefore(Instant.now())) {
                try {
                    token = Files.readString(file).strip();
                    readAt = Instant.now();
                } catch (IOException e) {
                    throw new EngineException(
                            Problem.of(ClusterProblem.FILE_UNREADABLE, file.toString())
                                    .causedBy(e),
                            e);
                }
            }
            return Optional.of("Bearer " + token);
        }

        @Override
        public synchronized boolean renew() {
            token = null;
            return true;
        }
    }

    /// A credential plugin, asked again when its answer expires or is refused.
    final class Plugin implements Credentials {
        private static final Duration MARGIN = Duration.ofSeconds(20);
        private final ExecPlugin plugin;
        private final Executor executor;
        private ExecPlugin.@Nullable Credential current;

        Plugin(ExecPlugin plugin, Executor executor) {
            this.plugin = plugin;
            this.executor = executor;
        }

        synchronized ExecPlugin.Credential credential() {
            var known = current;
            if (known == null
                    || (known.expires() != null && known.expires().minus(MARGIN).isBefore(Instant.now()))) {
                known = plugin.run(executor);
                current = known;
            }
            return known;
        }

        @Override
        public Optional<String> authorization() {
            return Optional.ofNullable(credential().token()).map(token -> "Bearer " + token);
        }

        @Override
        public synchronized boolean renew() {
            current = null;
            return true;
        }
    }
}
