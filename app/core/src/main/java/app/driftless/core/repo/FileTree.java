package app.driftless.core.repo;

import app.driftless.core.problem.EngineException;
import java.util.List;
import java.util.Optional;

/// The files of a commit, or of the work tree at the moment of asking. Paths are relative to the repository, with
/// `/`, without a leading one.
/// Links are listed but never followed out of the repository. Thread-safe.
public interface FileTree {
    /// What the tree is of: a commit, or empty for the work tree.
    Optional<Commit> commit();

    /// Every file under `folder` (empty: all), sorted by path. Folders themselves are not listed; ignored files and
    /// `.git` neither.
    List<TreeEntry> files(String folder);

    /// The content of a file.
    ///
    /// @throws EngineException if there is none, it is not a regular file, or it is larger than 5 MB
    byte[] read(String path);

    boolean exists(String path);
}
