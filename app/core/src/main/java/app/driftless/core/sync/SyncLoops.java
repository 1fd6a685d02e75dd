package app.driftless.core.sync;

import app.driftless.core.flow.Signal;
import app.driftless.core.flow.SignalSource;
import app.driftless.core.workspace.Environment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The loops of a repository: one for each environment and each of its clusters. Thread-safe.
public final class SyncLoops implements AutoCloseable {
    private final SyncLoop.Parts parts;
    private final Signal<Boolean> paused;
    private final Map<Pair, SyncLoop> running = new LinkedHashMap<>();
    private final SignalSource<List<SyncLoop>> all = new SignalSource<>(List.of());
    private boolean closed;

    private record Pair(String environment, String cluster) {}

    /// @param paused whether nothing may be written unattended (*Pause all*)
    public SyncLoops(SyncLoop.Parts parts, Signal<Boolean> paused) {
        this.parts = parts;
        this.paused = paused;
    }

    /// The loops that run, in the order of the environments.
    public Signal<List<SyncLoop>> all() {
        return all;
    }

    public synchronized Optional<SyncLoop> loop(String environment, String cluster) {
        return Optional.ofNullable(running.get(new Pair(environment, cluster)));
    }

    /// Starts loops for what is new and ends those for what is gone. A cluster without a binding gets a loop too: it
    /// says so and waits.
    public void follow(List<Environment> environments) {
        List<SyncLoop> gone = new ArrayList<>();
        List<SyncLoop> fresh = new ArrayList<>();
        synchronized (this) {
            if (closed) {
                return;
            }
            Set<Pair> wanted = new HashSet<>();
            for (Environment environment : environments) {
                for (String cluster : environment.clusters()) {
                    var pair = new Pair(environment.name(), cluster);
                    wanted.add(pair);
                    if (!running.containsKey(pair)) {
                        var loop = new SyncLoop(parts, pair.environment(), pair.cluster(), paused);
                        running.put(pair, loop);
                        fresh.add(loop);
                    }
                }
            }
            running.entrySet().removeIf(entry -> {
                boolean unwanted = !wanted.contains(entry.getKey());
                if (unwanted) {
                    gone.add(entry.getValue());
                }
                return unwanted;
            });
            all.set(List.copyOf(running.values()));
        }
        gone.forEach(SyncLoop::close);
        fresh.forEach(SyncLoop::start);
    }

    /// Ends every loop; writes on the wire are awaited.
    @Override
    public void close() {
        List<SyncLoop> last;
        synchronized (this) {
            closed = true;
            last = List.copyOf(running.values());
            running.clear();
        }
        last.forEach(SyncLoop::cancel);
        last.forEach(SyncLoop::close);
        all.set(List.of());
    }
}
