package app.driftless.core.internal.git;

import java.io.File;
import java.nio.file.Path;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.sshd.JGitKeyCache;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;

/// SSH with the person's agent, keys and known hosts; a host that is not known is refused with its fingerprint.
final class Ssh {
    private Ssh() {}

    static void prepare(Transport transport, Path home) {
        if (transport instanceof SshTransport ssh) {
            SshdSessionFactory factory = new SshdSessionFactoryBuilder()
                    .setHomeDirectory(home.toFile())
                    .setSshDirectory(new File(home.toFile(), ".ssh"))
                    .setPreferredAuthentications("publickey")
                    .build(new JGitKeyCache());
            ssh.setSshSessionFactory(factory);
        }
    }
}
