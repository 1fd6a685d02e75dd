package app.driftless.core.internal.git;

import java.io.File;
import java.io.OutputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.FS_POSIX;
import org.eclipse.jgit.util.ProcessResult;
import org.jspecify.annotations.Nullable;

/// A file system that runs nothing of a repository: no hook, no filter, no shell (T8 of the trust reference).
final class RestrictedFs extends FS_POSIX {
    RestrictedFs() {}

    private RestrictedFs(FS source) {
        super(source);
    }

    @Override
    public FS newInstance() {
        return new RestrictedFs(this);
    }

    @Override
    public ProcessBuilder runInShell(String command, String[] arguments) {
        throw new IllegalStateException("Programs of a repository are not run: " + command);
    }

    @Override
    public @Nullable File findHook(Repository repository, String hookName) {
        return null;
    }

    @Override
    public ProcessResult runHookIfPresent(
            Repository repository,
            String hookName,
            String[] arguments,
            OutputStream output,
            OutputStream errors,
            String input) {
        return new ProcessResult(ProcessResult.Status.NOT_PRESENT);
    }

    @Override
    protected @Nullable File discoverGitExe() {
        // Found, git would be run to ask where its system configuration is.
        return null;
    }
}
