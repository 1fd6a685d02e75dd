package app.driftless.testkit.fault;

import java.nio.charset.StandardCharsets;

/// A request as an [ApiProxy] got it.
///
/// @param path with the query, as it was sent
/// @param at `System.nanoTime()` when its head was read
public record ApiCall(int number, String method, String path, byte[] body, long at) {
    /// Whether it is meant to change something.
    public boolean write() {
        return !method.equals("GET") && !path.contains("dryRun=All") && !path.contains("reviews");
    }

    public boolean dryRun() {
        return path.contains("dryRun=All");
    }

    public boolean watch() {
        return path.contains("watch=true");
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return number + " " + method + " " + path;
    }
}
