package app.driftless.testkit.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// A person's SSH key, made and used with OpenSSH's own programs.
public final class SshKeys {
    private final Path folder;

    private SshKeys(Path folder) {
        this.folder = folder;
    }

    public static SshKeys in(Path folder) {
        var keys = new SshKeys(folder);
        GitFixture.call(
                folder,
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-f",
                keys.key().toString());
        return keys;
    }

    private Path key() {
        return folder.resolve("person_key");
    }

    /// For the server: the keys that may come in.
    public Path authorized() {
        return folder.resolve("person_key.pub");
    }

    /// Puts the key where SSH looks for it.
    public void install(Path home) throws IOException {
        Path ssh = Files.createDirectories(home.resolve(".ssh"));
        Files.copy(key(), ssh.resolve("id_ed25519"));
        Files.copy(authorized(), ssh.resolve("id_ed25519.pub"));
        Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(ssh.resolve("id_ed25519"), PosixFilePermissions.fromString("rw-------"));
    }

    /// Writes the server's key into the known hosts.
    public void trust(Path home, Path hostKey, int port) throws IOException {
        Path ssh = Files.createDirectories(home.resolve(".ssh"));
        Files.writeString(ssh.resolve("known_hosts"), "[127.0.0.1]:" + port + " " + publicKey(hostKey) + "\n");
    }

    /// As `ssh-keygen -l` shows it.
    public String fingerprint(Path hostKey) throws IOException {
        Path file = Files.writeString(folder.resolve("shown.pub"), publicKey(hostKey) + "\n");
        return GitFixture.call(folder, "ssh-keygen", "-l", "-E", "sha256", "-f", file.toString())
                .split(" ")[1];
    }

    private String publicKey(Path hostKey) throws IOException {
        Files.setPosixFilePermissions(hostKey, PosixFilePermissions.fromString("rw-------"));
        return GitFixture.call(folder, "ssh-keygen", "-y", "-f", hostKey.toString());
    }

    /// An `ssh-agent` that holds the key.
    public Agent agent() throws IOException, InterruptedException {
        return new Agent();
    }

    public final class Agent implements AutoCloseable {
        private final Process process;
        private final Path socket = folder.resolve("agent");

        private Agent() throws IOException, InterruptedException {
            process = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            while (!Files.exists(socket)) {
                Thread.sleep(20);
            }
            var add = new ProcessBuilder(List.of("ssh-add", "-q", key().toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            add.environment().put("SSH_AUTH_SOCK", socket.toString());
            if (add.start().waitFor() != 0) {
                throw new AssertionError("ssh-add failed");
            }
        }

        public Path socket() {
            return socket;
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
