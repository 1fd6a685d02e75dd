package app.driftless.core.internal.git;

import app.driftless.core.internal.fs.DurableFile;
import app.driftless.core.internal.fs.JsonFile;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The note of a push that has no outcome yet (F6 of the trust reference). It is made before anything is sent,
/// outside the repository, and goes once it is known what the remote did.
final class CutPush {
    private static final int VERSION = 1;
    private final Path file;

    /// @param address a hash of where it went
    /// @param branch the local branch
    /// @param target the branch at the remote
    /// @param commit what that was to hold
    record Pending(String remote, String address, String branch, String target, String commit) {
        /// Such as `origin/main`.
        String upstream() {
            return remote + "/" + target;
        }

        static String hash(String address) {
            return DurableFile.hash(address.getBytes(StandardCharsets.UTF_8));
        }
    }

    CutPush(Path gitDir, Path folder) {
        String repository = DurableFile.hash(gitDir.toString().getBytes(StandardCharsets.UTF_8))
                .substring(0, 16);
        file = folder.resolve(repository + ".json");
    }

    void begin(Pending push) throws IOException {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("remote", push.remote());
        node.put("address", push.address());
        node.put("branch", push.branch());
        node.put("target", push.target());
        node.put("commit", push.commit());
        new JsonFile(file, VERSION).write(node);
    }

    Optional<Pending> pending() throws IOException {
        ObjectNode node = new JsonFile(file, VERSION).read();
        return node.has("commit")
                ? Optional.of(new Pending(
                        node.path("remote").asText(),
                        node.path("address").asText(),
                        node.path("branch").asText(),
                        node.path("target").asText(),
                        node.path("commit").asText()))
                : Optional.empty();
    }

    void end() throws IOException {
        Files.deleteIfExists(file);
    }
}
