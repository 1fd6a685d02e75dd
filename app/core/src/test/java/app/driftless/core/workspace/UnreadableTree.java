package app.driftless.core.workspace;

import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.FileTree;
import app.driftless.core.repo.TreeEntry;
import java.util.List;
import java.util.Optional;

/// A tree in which one file may not be read. File permissions would not do: tests may run as root.
record UnreadableTree(FileTree files, String path) implements FileTree {
    @Override
    public Optional<Commit> commit() {
        return files.commit();
    }

    @Override
    public List<TreeEntry> files(String folder) {
        return files.files(folder);
    }

    @Override
    public byte[] read(String wanted) {
        if (wanted.equals(path)) {
            throw new EngineException(Problem.of(WorkspaceProblem.UNREADABLE, wanted));
        }
        return files.read(wanted);
    }

    @Override
    public boolean exists(String wanted) {
        return files.exists(wanted);
    }
}
