package app.driftless.cli.commands;

import app.driftless.core.TakeOverConsent;
import app.driftless.core.Workspace;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.IgnoreProposal;
import app.driftless.core.diff.TakeOverRule;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.sync.SyncApproval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// What a sync does about fields that others own.
final class ConflictOption {
    /// The words of `--conflicts`.
    enum Conflicts {
        HOLD(SyncApproval.Conflicts.HOLD),
        LEAVE(SyncApproval.Conflicts.LEAVE),
        TAKE_OVER(SyncApproval.Conflicts.TAKE_OVER);

        private final SyncApproval.Conflicts meaning;

        Conflicts(SyncApproval.Conflicts meaning) {
            this.meaning = meaning;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Option(
            names = "--conflicts",
            defaultValue = "hold",
            paramLabel = "hold|leave|take-over",
            descriptionKey = "option.conflicts")
    private Conflicts conflicts = Conflicts.HOLD;

    @Option(names = "--take-over", paramLabel = "KIND/NAME.FIELD", descriptionKey = "option.takeOver")
    private List<String> taken = new ArrayList<>();

    @Option(names = "--leave", paramLabel = "KIND/NAME.FIELD", descriptionKey = "option.leave")
    private List<String> left = new ArrayList<>();

    @Option(names = "--remember", descriptionKey = "option.remember")
    private boolean remember;

    /// What is named that is no conflict of the plan.
    Optional<String> unknown(SyncPlan plan) {
        return Stream.concat(taken.stream(), left.stream())
                .filter(name -> plan.changes().stream().noneMatch(change -> change.diff().differences().stream()
                        .anyMatch(d -> names(List.of(name), change.diff().key(), d))))
                .findFirst();
    }

    SyncApproval addedTo(SyncApproval approval, SyncPlan plan) {
        SyncApproval all = approval.with(conflicts.meaning);
        for (PlannedChange change : plan.changes()) {
            ResourceKey key = change.diff().key();
            for (Difference difference : change.diff().differences()) {
                Set<String> path = Set.of(difference.fieldPath());
                if (names(taken, key, difference)) {
                    all = all.with(key, object -> object.take(path));
                } else if (names(left, key, difference)) {
                    all = all.with(key, object -> object.leave(path));
                }
            }
        }
        return all;
    }

    private static boolean names(List<String> given, ResourceKey key, Difference difference) {
        return difference.conflict()
                && given.stream()
                        .flatMap(name -> ObjectOption.names(name, key).stream())
                        .anyMatch(
                                path -> path.isEmpty() || difference.fieldPath().equals(path));
    }

    /// Makes rules of `.driftless.yaml` from what was decided, where `--remember` asks for it, and consents to
    /// them on this computer, unless there are others to consent to first; commits nothing. What rules settle
    /// already needs no other.
    ///
    /// @return each rule in one line
    List<String> remember(Workspace workspace, SyncPlan plan, SyncApproval approval, CancelToken cancel) {
        var rules = new ArrayList<String>();
        if (!remember) {
            return rules;
        }
        var consent = new TakeOverConsent(workspace, plan.environment(), TakeOverConsent.inForce(plan), cancel);
        for (PlannedChange change : plan.changes()) {
            ResourceKey key = change.diff().key();
            for (Difference conflict : change.diff().differences()) {
                if (!conflict.conflict()
                        || plan.takeOver().settling(key, conflict).isPresent()) {
                    continue;
                }
                Optional<String> environment = Optional.of(plan.environment());
                switch (approval.about(key, conflict, plan.takeOver())) {
                    case LEAVE -> {
                        var rule = IgnoreProposal.leaving(key, conflict);
                        workspace.ignoreFile().add(rule, environment, cancel);
                        rules.add("ignore: " + rule.text());
                    }
                    case TAKE_OVER -> {
                        var rule = TakeOverRule.of(key, conflict);
                        workspace.ignoreFile().add(rule, environment, cancel);
                        rules.add("takeOver: " + rule.text());
                    }
                    case HOLD -> {}
                }
            }
        }
        consent.give(cancel);
        return rules;
    }
}
