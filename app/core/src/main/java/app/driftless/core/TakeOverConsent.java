package app.driftless.core;

import app.driftless.core.diff.TakeOverRule;
import app.driftless.core.diff.TakeOverRules;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.plan.Loosening;
import app.driftless.core.plan.Risk;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.workspace.Environment;
import java.util.List;
import java.util.Optional;

/// Lets the rules of `.driftless.yaml` that take fields over count on the computer of the person who just made them.
/// Made before they are written, given afterwards; both block.
public final class TakeOverConsent {
    private final Workspace workspace;
    private final String environment;
    private final TakeOverRules inForce;
    private final Optional<Environment> before;

    /// @param inForce the rules that count already
    public TakeOverConsent(Workspace workspace, String environment, TakeOverRules inForce, CancelToken cancel) {
        this.workspace = workspace;
        this.environment = environment;
        this.inForce = inForce;
        this.before = onDisk(cancel);
    }

    /// The rules by which a plan settles conflicts: those that wait for a consent are not among them.
    public static TakeOverRules inForce(SyncPlan plan) {
        return plan.risks().stream().anyMatch(risk -> risk.kind() == Risk.Kind.LOOSENING)
                ? TakeOverRules.NONE
                : plan.takeOver();
    }

    /// A yes is about the rules that it was shown: where the file had others that nobody consented to here, all of them
    /// wait for the consent that the plan asks for.
    ///
    /// @return whether the rules that the file has now count; false if it has no other ones than before
    public boolean give(CancelToken cancel) {
        Optional<Environment> after = onDisk(cancel);
        List<String> earlier =
                before.map(Environment::takeOver).map(TakeOverConsent::texts).orElse(List.of());
        if (after.isEmpty() || texts(after.get().takeOver()).equals(earlier)) {
            return false;
        }
        var trust = workspace.engine().trust();
        var root = workspace.repository().root();
        boolean known = texts(inForce).containsAll(earlier)
                || before.filter(b -> trust.consented(root, Loosening.ofTakeOver(b)))
                        .isPresent();
        if (known) {
            trust.consent(root, Loosening.ofTakeOver(after.get()));
        }
        return known;
    }

    private Optional<Environment> onDisk(CancelToken cancel) {
        return workspace
                .finder()
                .find(workspace.repository().workTree(), cancel)
                .named(environment);
    }

    private static List<String> texts(TakeOverRules rules) {
        return rules.all().stream().map(TakeOverRule::text).toList();
    }
}
