package app.driftless.cli.commands;

import app.driftless.cli.ExitCode;
import app.driftless.cli.report.Console;
import app.driftless.cli.report.OutputFormat;
import app.driftless.core.Engine;
import app.driftless.core.Workspace;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.InterruptibleWork;
import app.driftless.core.problem.EngineException;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.FileTree;
import app.driftless.core.repo.RepoProblem;
import app.driftless.core.repo.Repository;
import app.driftless.core.sync.DesiredState;
import app.driftless.core.workspace.Environment;
import app.driftless.core.workspace.UnversionedFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/// What the commands on a repository have in common: an engine and a workspace for as long as they run.
final class Work {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Console console;
    private final Supplier<Engine> engines;
    // Ctrl+C: no new write starts, and what is on the wire is awaited, so that lock and ledger are left in order.
    private final InterruptibleWork work = new InterruptibleWork(PATIENCE);

    Work(Console console, Supplier<Engine> engines) {
        this.console = console;
        this.engines = engines;
    }

    /// What a command does with the open workspace.
    @FunctionalInterface
    interface Task {
        ExitCode run(Workspace workspace);
    }

    Console console() {
        return console;
    }

    CancelToken cancel() {
        return work.cancel();
    }

    int run(OutputFormat format, FolderOption options, Task task) {
        return work.run(() -> open(format, options, task));
    }

    private int open(OutputFormat format, FolderOption options, Task task) {
        try (Engine engine = engines.get()) {
            engine.damage().forEach(problem -> console.problem(format, problem));
            Repository repository = open(engine, options.folder.toAbsolutePath());
            try (var workspace = new Workspace(
                    engine,
                    repository,
                    () -> options.trustRender || engine.trust().mayRender(repository.root()))) {
                return task.run(workspace).value();
            } finally {
                repository.aftermath().get().forEach(problem -> console.problem(format, problem));
            }
        } catch (EngineException e) {
            console.problem(format, e.problem());
            return ExitCode.TROUBLE.value();
        } catch (CancellationException e) {
            console.complain(format, "interrupted");
            return ExitCode.TROUBLE.value();
        }
    }

    /// A folder without Git can be checked, rendered and compared too; what needs a commit then says why it can't.
    private static Repository open(Engine engine, Path folder) {
        try {
            return engine.repositories().open(folder);
        } catch (EngineException e) {
            if (e.problem().code() == RepoProblem.NOT_A_REPOSITORY && Files.isDirectory(folder)) {
                return new UnversionedFolder(folder);
            }
            throw e;
        }
    }

    /// The part of the repository that the given folder is, as a path in it; empty for all of it.
    static String part(Workspace workspace, FolderOption options) {
        try {
            Path root = workspace.repository().root();
            Path folder = options.folder.toRealPath();
            return folder.startsWith(root) ? root.relativize(folder).toString().replace('\\', '/') : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FileTree tree(Workspace workspace, Optional<Commit> commit) {
        Repository repository = workspace.repository();
        return commit.map(repository::tree).orElseGet(repository::workTree);
    }

    /// The environments that the options mean; empty if they name one that is not there.
    List<Environment> environments(Workspace workspace, FolderOption options, FileTree tree) {
        List<Environment> all = workspace.finder().find(tree, cancel()).all();
        return options.environment()
                .map(name -> all.stream().filter(e -> e.name().equals(name)).toList())
                .orElse(all);
    }

    /// The environment as the commit, or the files on disk, want it.
    Optional<DesiredState> desired(
            Workspace workspace, Environment environment, Optional<Commit> commit, OutputFormat format) {
        var progress = console.progress(format);
        return commit.isPresent()
                ? workspace.desired().at(commit.get(), environment.name(), progress, cancel())
                : workspace.desired().onDisk(environment.name(), progress, cancel());
    }
}
