package app.driftless.core.internal.git;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import java.nio.file.Path;
import java.time.InstantSource;

/// Pulls once in a process of its own, to be killed. It says `begin pull`, and `pulled` only when that is done.
final class PullProcess {
    private PullProcess() {}

    /// @param arguments work tree, folder of state
    public static void main(String[] arguments) {
        try (var workers = new Workers();
                var repository = new JgitRepositories(
                                Path.of(arguments[1]),
                                Path.of(System.getProperty("user.home")),
                                System.getenv(),
                                workers,
                                InstantSource.system())
                        .open(Path.of(arguments[0]))) {
            System.out.println("begin pull");
            System.out.println("pulled " + repository.pull(Progress.none(), new CancelToken()));
        }
    }
}
