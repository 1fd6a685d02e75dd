package app.driftless.core.repo;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import java.nio.file.Path;

/// Opens and clones repositories.
public interface Repositories {
    /// Opens the work tree that `folder` is in.
    Repository open(Path folder);

    /// Clones into `target`, which must not exist or be empty. On failure or cancel `target` is as before.
    ///
    /// @param url `https://`, `ssh://`, `user@host:path`, `file://` or a path; never with a password in it
    Repository clone(String url, Path target, Progress progress, CancelToken cancel);

    /// Makes a folder a new repository with branch `main`.
    Repository init(Path folder);
}
