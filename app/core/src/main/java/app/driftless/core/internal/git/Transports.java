package app.driftless.core.internal.git;

import java.nio.file.Path;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;

/// Sets JGit's connections up so that they stay with the host that was asked for.
final class Transports {
    private Transports() {}

    static void prepare(Transport transport, Path home) {
        if (transport instanceof TransportHttp http) {
            http.setHttpConnectionFactory(new SameHostConnections());
        }
        Ssh.prepare(transport, home);
    }
}
