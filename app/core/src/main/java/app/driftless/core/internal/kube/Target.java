package app.driftless.core.internal.kube;

import app.driftless.core.cluster.ContextRef;
import app.driftless.core.internal.net.ProxyChoice;
import java.net.URI;
import java.util.Optional;

/// Everything that is needed to talk to one API server.
///
/// @param server without a slash at the end; may have a path
/// @param serverName the name to expect in the server's certificate; empty for the URL's host
record Target(
        ContextRef context,
        URI server,
        Tls tls,
        String serverName,
        Optional<ProxyChoice> proxy,
        Credentials credentials) {}
