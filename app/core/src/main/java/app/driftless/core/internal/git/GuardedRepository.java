package app.driftless.core.internal.git;

import app.driftless.core.internal.fs.DurableFile;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.errors.LockFailedException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.LockFile;
import org.eclipse.jgit.lib.BaseRepositoryBuilder;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/// JGit's repository with explicit folders, a file system that runs nothing, and a configuration reduced to what is
/// harmless.
final class GuardedRepository extends FileRepository {
    private @Nullable AllowedConfig allowed;

    private GuardedRepository(BaseRepositoryBuilder<?, ?> options) throws IOException {
        super(options);
    }

    static GuardedRepository open(File gitDir, File workTree, Person person) throws IOException {
        FS fs = new RestrictedFs();
        var builder = new FileRepositoryBuilder()
                .setFS(fs)
                .setGitDir(gitDir)
                .setWorkTree(workTree)
                .setMustExist(true);
        builder.setup();
        // The builder would take core.worktree of the file for the work tree.
        builder.setWorkTree(workTree);
        var repository = new GuardedRepository(builder);
        var config = new AllowedConfig(AllowedConfig.of(person), new File(gitDir, "config"), fs);
        try {
            config.load();
        } catch (ConfigInvalidException e) {
            throw new IllegalStateException("The repository's configuration can't be read", e);
        }
        repository.allowed = config;
        return repository;
    }

    @Override
    public synchronized FileBasedConfig getConfig() {
        AllowedConfig mine = allowed;
        if (mine == null) {
            return super.getConfig();
        }
        if (mine.isOutdated()) {
            try {
                mine = mine.anew();
                allowed = mine;
            } catch (IOException | ConfigInvalidException e) {
                throw new IllegalStateException("The repository's configuration can't be read", e);
            }
        }
        return mine;
    }

    List<String> ignoredSettings() {
        return getConfig() instanceof AllowedConfig mine ? mine.ignored() : List.of();
    }

    /// Sets keys in the file itself; the reduced view follows.
    void changeConfig(Consumer<FileBasedConfig> change) throws IOException {
        File path = new File(getDirectory(), "config");
        var lock = new LockFile(path);
        // FileBasedConfig would not sync it, and a loss of power could leave none.
        lock.setFSync(true);
        if (!lock.lock()) {
            throw new LockFailedException(path);
        }
        try {
            var file = new FileBasedConfig(path, getFS());
            file.load();
            change.accept(file);
            lock.write(file.toText().getBytes(StandardCharsets.UTF_8));
            if (!lock.commit()) {
                throw new IOException(path + " could not be written");
            }
            DurableFile.syncFolder(getDirectory().toPath());
        } catch (ConfigInvalidException e) {
            throw new IOException("The repository's configuration is damaged", e);
        } finally {
            lock.unlock();
        }
    }
}
