package app.driftless.core.internal.net;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The HTTP proxy on the way to a server.
///
/// @param authorization value of `Proxy-Authorization`, or null
public record ProxyChoice(
        InetSocketAddress address, @Nullable String authorization) {
    /// What is configured names no proxy that can be used.
    public static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String proxy;
        private final String reason;

        Unusable(String proxy, String reason) {
            super(proxy + ": " + reason);
            this.proxy = proxy;
            this.reason = reason;
        }

        /// Scheme and host, without a password.
        public String proxy() {
            return proxy;
        }

        public String reason() {
            return reason;
        }
    }

    private static final int DEFAULT_PORT = 3128;

    /// @param configured a proxy that was set for this server, which counts before the environment; may be empty
    /// @throws Unusable where it is not the URL of an HTTP proxy
    public static Optional<ProxyChoice> of(URI server, String configured, Map<String, String> environment) {
        String host = server.getHost() == null ? "" : server.getHost();
        if (!configured.isEmpty()) {
            return Optional.of(parse(configured));
        }
        String scheme = "https".equals(server.getScheme()) ? "HTTPS_PROXY" : "HTTP_PROXY";
        String url = variable(environment, scheme);
        if (url.isEmpty() || isLoopback(host) || bypassed(host, server.getPort(), variable(environment, "NO_PROXY"))) {
            return Optional.empty();
        }
        return Optional.of(parse(url.contains("://") ? url : "http://" + url));
    }

    private static String variable(Map<String, String> environment, String name) {
        String lower = environment.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        return lower.isEmpty() ? environment.getOrDefault(name, "") : lower;
    }

    private static ProxyChoice parse(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new Unusable("proxy-url", "it is not a URL");
        }
        String shown = uri.getScheme() + "://" + uri.getHost();
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new Unusable(shown, "only http:// proxies are supported");
        }
        String user = uri.getUserInfo();
        String authorization = user == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        return new ProxyChoice(
                new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort()), authorization);
    }

    public static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
    }

    private static boolean bypassed(String host, int port, String list) {
        for (String raw : list.split(",")) {
            String entry = raw.strip().toLowerCase(Locale.ROOT);
            if (entry.isEmpty()) {
                continue;
            }
            String name = entry.startsWith(".") ? entry.substring(1) : entry;
            String target = host.toLowerCase(Locale.ROOT);
            if (entry.equals("*")
                    || target.equals(name)
                    || target.endsWith("." + name)
                    || (target + ":" + port).equals(name)
                    || (entry.contains("/") && inRange(target, entry))) {
                return true;
            }
        }
        return false;
    }

    /// Only for literal IPv4 addresses: names are never resolved to decide.
    private static boolean inRange(String host, String range) {
        int slash = range.indexOf('/');
        Long address = ipv4(host);
        Long network = ipv4(range.substring(0, slash));
        String bits = range.substring(slash + 1);
        if (address == null || network == null || !bits.matches("\\d{1,2}") || Integer.parseInt(bits) > 32) {
            return false;
        }
        int shift = 32 - Integer.parseInt(bits);
        return address >> shift == network >> shift;
    }

    private static @Nullable Long ipv4(String text) {
        if (!text.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            return null;
        }
        long value = 0;
        for (String part : text.split("\\.")) {
            value = value << 8 | Integer.parseInt(part);
        }
        return value;
    }

    @Override
    public String toString() {
        return "ProxyChoice[" + address + "]";
    }
}
