package app.driftless.core.plan;

import app.driftless.core.diff.TakeOverRule;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.Message;
import app.driftless.core.workspace.Environment;
import app.driftless.core.workspace.SyncPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A setting of `.driftless.yaml` by which a commit would let Driftless do more than the commit that was synced
/// before. Who can push must not unlock production, so the commit waits for a consent on this computer (§2 of the
/// trust reference).
///
/// @param name names it by its content, for [app.driftless.core.settings.TrustStore#consent]
/// @param message what it is, for a person
public record Loosening(String name, Message message) {
    private static final String TAKE_OVER = "takeOver";

    /// The name that a commit's rules about conflicts are consented to by, of an environment with such rules.
    public static String ofTakeOver(Environment environment) {
        return name(
                environment.name(),
                TAKE_OVER,
                environment.takeOver().all().stream().map(TakeOverRule::text).collect(Collectors.joining(", ")));
    }

    /// What `after` loosens. Pure.
    public static List<Loosening> between(Environment before, Environment after) {
        var found = new ArrayList<Loosening>();
        if (after.protection().compareTo(before.protection()) < 0) {
            found.add(of(
                    after,
                    "protection",
                    before.protection().name(),
                    after.protection().name()));
        }
        if (after.sync().mode() == SyncPolicy.Mode.AUTO && before.sync().mode() != SyncPolicy.Mode.AUTO) {
            found.add(of(after, "sync.mode", before.sync().mode().name(), "AUTO"));
        }
        if (after.sync().prune() && !before.sync().prune()) {
            found.add(of(after, "sync.prune", "false", "true"));
        }
        if (after.sync().selfHeal() && !before.sync().selfHeal()) {
            found.add(of(after, "sync.selfHeal", "false", "true"));
        }
        if (!after.path().equals(before.path())) {
            found.add(of(after, "path", before.path(), after.path()));
        }
        if (!after.clusters().equals(before.clusters())) {
            found.add(of(after, "clusters", String.join(", ", before.clusters()), String.join(", ", after.clusters())));
        }
        List<String> takenBefore =
                before.takeOver().all().stream().map(TakeOverRule::text).toList();
        List<String> taken =
                after.takeOver().all().stream().map(TakeOverRule::text).toList();
        if (!takenBefore.containsAll(taken)) {
            found.add(of(after, TAKE_OVER, String.join(", ", takenBefore), String.join(", ", taken)));
        }
        return List.copyOf(found);
    }

    private static Loosening of(Environment environment, String setting, String before, String after) {
        return new Loosening(
                name(environment.name(), setting, after),
                Message.of("plan", "loosening", setting, before, after, environment.name()));
    }

    /// How a plan tells it.
    Risk risk() {
        var workspace = new ResourceKey(
                "driftless.app", "Workspace", "", String.valueOf(message.args().getLast()));
        return new Risk(Risk.Kind.LOOSENING, workspace, message, true);
    }

    /// The name of the loosening that a plan tells as `risk`.
    ///
    /// @throws IllegalArgumentException for a risk of another kind
    public static String nameOf(Risk risk) {
        if (risk.kind() != Risk.Kind.LOOSENING) {
            throw new IllegalArgumentException(risk.kind().name());
        }
        List<Object> args = risk.reason().args();
        return name(String.valueOf(args.get(3)), String.valueOf(args.get(0)), String.valueOf(args.get(2)));
    }

    private static String name(String environment, String setting, String after) {
        return environment + " " + setting + "=" + after;
    }
}
