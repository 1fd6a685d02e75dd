package app.driftless.core.internal.git;

import java.net.InetSocketAddress;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase.Configuration.StrictHostKeyChecking;
import org.jspecify.annotations.Nullable;

/// Decides by the person's known hosts which servers are who they say (T22 and F55 of the trust reference). A key
/// that changed is refused whatever `StrictHostKeyChecking` says; an unknown one is taken only where the person's SSH
/// configuration says so.
final class HostKeys {
    /// @param known fingerprints that the known hosts have for this host; empty for an unknown host
    record Refused(String host, String type, String fingerprint, List<String> known) {
        private static final Pattern WITH_PORT = Pattern.compile("\\[(.+)]:(\\d+)");

        /// What asks a person on a terminal whether to trust the host.
        String command() {
            Matcher port = WITH_PORT.matcher(host);
            return port.matches() ? "ssh -p " + port.group(2) + " " + port.group(1) : "ssh " + host;
        }
    }

    private volatile Optional<Refused> refused = Optional.empty();

    Optional<Refused> refused() {
        return refused;
    }

    ServerKeyDatabase over(ServerKeyDatabase knownHosts) {
        return new Guarded(knownHosts);
    }

    private static String fingerprint(PublicKey key) {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
    }

    private final class Guarded implements ServerKeyDatabase {
        private final ServerKeyDatabase knownHosts;

        Guarded(ServerKeyDatabase knownHosts) {
            this.knownHosts = knownHosts;
        }

        @Override
        public List<PublicKey> lookup(String address, InetSocketAddress remote, Configuration config) {
            return knownHosts.lookup(address, remote, config);
        }

        @Override
        public boolean accept(
                String address,
                InetSocketAddress remote,
                PublicKey key,
                Configuration config,
                @Nullable CredentialsProvider provider) {
            if (knownHosts.accept(address, remote, key, new Strict(config), null)) {
                return true;
            }
            List<PublicKey> known = lookup(address, remote, config);
            boolean wanted =
                    switch (config.getStrictHostKeyChecking()) {
                        case ACCEPT_ANY, ACCEPT_NEW -> true;
                        case ASK, REQUIRE_MATCH -> false;
                    };
            if (known.isEmpty() && wanted) {
                return knownHosts.accept(address, remote, key, config, provider);
            }
            refused = Optional.of(new Refused(
                    address,
                    KeyUtils.getKeyType(key),
                    fingerprint(key),
                    known.stream().map(HostKeys::fingerprint).toList()));
            return false;
        }
    }

    private record Strict(ServerKeyDatabase.Configuration inner) implements ServerKeyDatabase.Configuration {
        @Override
        public List<String> getUserKnownHostsFiles() {
            return inner.getUserKnownHostsFiles();
        }

        @Override
        public List<String> getGlobalKnownHostsFiles() {
            return inner.getGlobalKnownHostsFiles();
        }

        @Override
        public StrictHostKeyChecking getStrictHostKeyChecking() {
            return StrictHostKeyChecking.REQUIRE_MATCH;
        }

        @Override
        public boolean getHashKnownHosts() {
            return inner.getHashKnownHosts();
        }

        @Override
        public String getUsername() {
            return inner.getUsername();
        }
    }
}
