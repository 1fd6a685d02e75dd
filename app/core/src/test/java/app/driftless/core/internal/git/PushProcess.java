package app.driftless.core.internal.git;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import java.nio.file.Path;
import java.time.InstantSource;

/// Pushes once in a process of its own, to be killed. It says `begin push`, and `pushed` only when that is done.
final class PushProcess {
    private PushProcess() {}

    /// @param arguments work tree, folder of state, home
    public static void main(String[] arguments) {
        Path home = Path.of(arguments[2]);
        try (var workers = new Workers();
                var repository = new JgitRepositories(
                                Path.of(arguments[1]), home, System.getenv(), workers, InstantSource.system())
                        .open(Path.of(arguments[0]))) {
            System.out.println("begin push");
            System.out.println("pushed " + repository.push(Progress.none(), new CancelToken()));
        }
    }
}
