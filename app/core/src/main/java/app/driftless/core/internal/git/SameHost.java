package app.driftless.core.internal.git;

import app.driftless.core.repo.RepoProblem;
import java.net.URI;

/// Refuses redirects to another host or port, or from https to http (T21 of the trust reference): JGit follows the
/// first redirect wherever it leads.
final class SameHost {
    private SameHost() {}

    static void check(URI from, String location) {
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
        return address.getScheme() + "://" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }
}
