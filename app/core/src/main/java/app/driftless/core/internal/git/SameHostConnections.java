package app.driftless.core.internal.git;

import app.driftless.core.repo.RepoProblem;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/// HTTP connections that refuse redirects to another host or port, or from https to http (T21 of the trust
/// reference): JGit follows the first redirect wherever it leads.
final class SameHostConnections extends JDKHttpConnectionFactory {
    @Override
    public HttpConnection create(URL url) throws IOException {
        return new SameHostConnection(url);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        return new SameHostConnection(url, proxy);
    }

    private static final class SameHostConnection extends JDKHttpConnection {
        SameHostConnection(URL url) throws IOException {
            super(url);
        }

        SameHostConnection(URL url, Proxy proxy) throws IOException {
            super(url, proxy);
        }

        /// JGit reads this header only to follow it.
        @Override
        public @Nullable String getHeaderField(String name) {
            String value = super.getHeaderField(name);
            if (value != null && name.equalsIgnoreCase("Location")) {
                check(URI.create(getURL().toString()), value);
            }
            return value;
        }

        private static void check(URI from, String location) {
            URI to;
            try {
                to = from.resolve(location);
            } catch (IllegalArgumentException e) {
                throw GitFailures.problem(RepoProblem.REDIRECTED, place(from), Commits.clean(location));
            }
            boolean upgrade = "http".equals(from.getScheme()) && "https".equals(to.getScheme()) && to.getPort() < 0;
            boolean same = from.getScheme().equals(to.getScheme()) && from.getPort() == to.getPort();
            if (!(from.getHost().equalsIgnoreCase(to.getHost()) && (same || upgrade))) {
                throw GitFailures.problem(RepoProblem.REDIRECTED, place(from), place(to));
            }
        }

        private static String place(URI address) {
            return address.getScheme() + "://" + address.getHost()
                    + (address.getPort() < 0 ? "" : ":" + address.getPort());
        }
    }
}
