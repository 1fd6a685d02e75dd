package app.driftless.testkit.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.config.keys.AuthorizedKeysAuthenticator;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;

/// Serves repositories over SSH, to whoever has a key of its list, with the `git` program doing the work.
public final class GitSshServer implements AutoCloseable {
    private final SshServer server;
    private final List<String> commands = new CopyOnWriteArrayList<>();

    /// @param port 0 for a free one
    /// @param hostKey where the server's key is kept; made if there is none
    /// @param authorizedKeys in OpenSSH's format
    public GitSshServer(int port, Path hostKey, Path authorizedKeys) throws IOException {
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(port);
        var keys = new SimpleGeneratorHostKeyProvider(hostKey);
        keys.setAlgorithm("EC");
        // Made now, so that it can be told before anybody connects.
        keys.loadKeys(null);
        server.setKeyPairProvider(keys);
        server.setPublickeyAuthenticator(new AuthorizedKeysAuthenticator(authorizedKeys));
        server.setCommandFactory((channel, command) -> {
            commands.add(command);
            return ProcessShellCommandFactory.INSTANCE.createCommand(channel, command);
        });
        server.start();
    }

    /// The address of a repository on this computer.
    public String url(Path repository) {
        return "ssh://tester@127.0.0.1:" + port() + repository;
    }

    public int port() {
        return server.getPort();
    }

    /// What was asked to be run, such as `git-upload-pack '/r.git'`.
    public List<String> commands() {
        return List.copyOf(commands);
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
