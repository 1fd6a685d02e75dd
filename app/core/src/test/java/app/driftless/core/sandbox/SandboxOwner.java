package app.driftless.core.sandbox;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A process that owns a cluster until it is killed.
final class SandboxOwner {
    private SandboxOwner() {}

    public static void main(String[] args) throws InterruptedException {
        Path folder = Path.of(args[0]);
        var workers = new Workers();
        var sandboxes = new Sandboxes(
                folder.resolve("state"), folder.resolve("cache"), Optional.empty(), System.getenv(), workers);
        sandboxes.start(new SandboxSpec("owned", false, false, List.of()), Progress.none(), new CancelToken());
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
