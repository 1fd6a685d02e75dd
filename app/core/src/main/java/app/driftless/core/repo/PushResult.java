package app.driftless.core.repo;

/// What a push did.
///
/// @param branch remote branch, such as `origin/main`
/// @param commit the commit it holds now
/// @param url where it went, without credentials
/// @param serverSays messages of the server, cleaned
public record PushResult(String branch, String commit, String url, String serverSays) {}
