package app.driftless.cli.commands;

import app.driftless.cli.report.Console;
import app.driftless.cli.report.OutputFormat;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ClusterIdentity;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.workspace.Protection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What a person says before a command writes to a cluster: which cluster it must be, and that it may be done.
final class WritingOption {
    @Mixin
    private ConsentOption consents = new ConsentOption();

    @Option(names = "--yes", descriptionKey = "option.yes")
    private boolean yes;

    @Option(names = "--confirm-cluster", paramLabel = "NAME", descriptionKey = "option.confirmCluster")
    private List<String> confirmed = new ArrayList<>();

    @Option(names = "--expect-identity", paramLabel = "UID", descriptionKey = "option.expectIdentity")
    private @Nullable String expectedUid;

    ConsentOption consents() {
        return consents;
    }

    /// Whether the environment is locked and its cluster was not named; says so.
    boolean locked(Target target, Console console, OutputFormat format) {
        boolean locked =
                target.environment().protection() == Protection.LOCKED && !confirmed.contains(target.cluster());
        if (locked) {
            console.complain(format, "sync.locked", target.environment().name(), target.cluster());
        }
        return locked;
    }

    ClusterIdentity expected(Target target, Cluster connected) {
        return target.expected(connected, Optional.ofNullable(expectedUid));
    }

    /// Shows what would be done and asks, unless `--yes` was given; says so where nobody agreed.
    boolean agreed(SyncPlan plan, String shown, String question, Console console, OutputFormat format) {
        if (yes) {
            return true;
        }
        console.complain(shown);
        boolean agreed = console.ask(question);
        if (!agreed) {
            console.complain(format, "sync.notAgreed", plan.environment(), plan.cluster());
        }
        return agreed;
    }

    /// Whether everything that was planned is done.
    static boolean clean(SyncReport report) {
        return report.problem().isEmpty()
                && !report.cancelled()
                && report.results().stream()
                        .allMatch(r -> r.outcome() == Outcome.APPLIED || r.outcome() == Outcome.SKIPPED);
    }
}
