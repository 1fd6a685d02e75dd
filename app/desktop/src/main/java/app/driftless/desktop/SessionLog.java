package app.driftless.desktop;

import app.driftless.core.flow.EventLog;
import app.driftless.core.flow.EventLog.Happening;
import app.driftless.core.flow.EventLog.Level;
import app.driftless.core.flow.Loadable;
import app.driftless.core.flow.Subscription;
import app.driftless.core.problem.Message;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.RepoState;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.sync.SyncState;
import app.driftless.core.workspace.SyncPolicy;
import app.driftless.desktop.live.EngineFeed;
import app.driftless.desktop.resources.ClusterEntry.Link;
import app.driftless.desktop.resources.EnvironmentEntry;
import app.driftless.desktop.sync.ClusterSync;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells the log what happens to an open repository and its clusters without anybody asking: commits that appear,
/// clusters that come and go, syncs of `auto`. Each signal publishes serially, so each map has one writer at a time.
final class SessionLog implements AutoCloseable {
    private static final String AREA = "window";

    private final EventLog log;
    private final Map<String, Link> links = new HashMap<>();
    private final Map<String, SyncState> syncs = new HashMap<>();
    private Optional<String> head = Optional.empty();
    private final List<Subscription> subscriptions;

    SessionLog(EventLog log, EngineFeed feed) {
        this.log = log;
        subscriptions = List.of(
                feed.workspace().repository().state().subscribe(state -> state.latest()
                        .map(Loadable.Ready::value)
                        .ifPresent(this::follow)),
                feed.environments().subscribe(this::followLinks),
                feed.syncs().subscribe(this::followSyncs));
    }

    private void follow(RepoState state) {
        Optional<String> now = state.head().map(Commit::id);
        if (head.isPresent() && !now.equals(head)) {
            state.head()
                    .ifPresent(commit -> tell(
                            Level.INFO,
                            "event.head",
                            state.branch().orElse("HEAD"),
                            commit.shortId(),
                            commit.subject()));
        }
        head = now;
    }

    private void followLinks(List<EnvironmentEntry> environments) {
        for (EnvironmentEntry entry : environments) {
            String environment = entry.environment().name();
            entry.clusters().forEach(cluster -> {
                Link before = links.put(environment + "@" + cluster.name(), cluster.link());
                if (before == null || before.getClass() != cluster.link().getClass()) {
                    tellLink(environment, cluster.name(), Optional.ofNullable(before), cluster.link());
                }
            });
        }
    }

    private void tellLink(String environment, String cluster, Optional<Link> before, Link now) {
        switch (now) {
            case Link.Live _ -> {
                if (before.filter(Link.Syncing.class::isInstance).isEmpty()) {
                    tell(Level.INFO, "event.connected", environment, cluster);
                }
            }
            case Link.Offline _ -> tell(Level.WARNING, "event.offline", environment, cluster);
            case Link.Refused(var problem) ->
                log.add(
                        Level.ERROR,
                        new Happening.Failed(Message.of(AREA, "event.compare", environment, cluster), problem));
            case Link.Unbound _, Link.Connecting _, Link.Syncing _ -> {
                // On the way to something that is told.
            }
        }
    }

    private void followSyncs(List<ClusterSync> now) {
        for (ClusterSync sync : now) {
            String environment = sync.environment().name();
            String key = environment + "@" + sync.cluster();
            SyncState before = syncs.put(key, sync.state());
            // What a person starts is an operation, which tells its own beginning and failure.
            boolean unattended = sync.environment().sync().mode() == SyncPolicy.Mode.AUTO;
            switch (sync.state()) {
                case SyncState.Applying _ -> {
                    if (unattended && !(before instanceof SyncState.Applying)) {
                        tell(Level.INFO, "event.syncing", environment, sync.cluster());
                    }
                }
                case SyncState.Done(var report) -> {
                    if (!sync.state().equals(before)) {
                        tellReport(report);
                    }
                }
                case SyncState.Stopped(var problem, var _) -> {
                    boolean known = before instanceof SyncState.Stopped stopped
                            && stopped.problem().equals(problem);
                    if (unattended && !known) {
                        Message title = Message.of(AREA, "sync", environment, sync.cluster());
                        log.add(Level.ERROR, new Happening.Failed(title, problem));
                    }
                }
                case SyncState.Idle _, SyncState.Planning _, SyncState.AwaitingApproval _ -> {
                    // Looking changes nothing.
                }
            }
        }
    }

    private void tellReport(SyncReport report) {
        String commit = report.commit().shortId();
        if (report.cancelled() || report.problem().isPresent()) {
            tell(Level.WARNING, "event.stopped", report.environment(), report.cluster(), commit);
            return;
        }
        long failed = report.count(Outcome.FAILED) + report.count(Outcome.UNKNOWN);
        long held = report.count(Outcome.HELD);
        tell(
                failed > 0 ? Level.ERROR : held > 0 ? Level.WARNING : Level.INFO,
                "event.synced",
                report.environment(),
                report.cluster(),
                commit,
                report.count(Outcome.APPLIED),
                held,
                failed);
    }

    private void tell(Level level, String key, Object... facts) {
        log.add(level, new Happening.Told(Message.of(AREA, key, facts)));
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
    }
}
