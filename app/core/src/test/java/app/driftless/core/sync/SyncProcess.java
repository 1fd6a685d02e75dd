package app.driftless.core.sync;

import app.driftless.core.diff.Action;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.problem.EngineException;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.crash.KilledProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A sync in a process of its own, to be killed or stopped in the middle. It says `begin sync COUNT` once it has its
/// plan, `result OUTCOME ACTION KIND/NAME` for each object, and `end CODE`, which is `ok` if all went well.
final class SyncProcess {
    private SyncProcess() {}

    /// @param commits holds one file `N.yaml` for each commit
    /// @param number which one to sync
    static KilledProcess start(ControlPlane plane, Path state, String environment, Path commits, int number)
            throws IOException {
        return start(List.of(), plane.kubeconfig(), plane.context(), state, environment, commits, number);
    }

    /// @param options for Java; with `-Ddriftless.gate=true` it waits for a line of input once it has its plan
    static KilledProcess start(
            List<String> options,
            Path kubeconfig,
            String context,
            Path state,
            String environment,
            Path commits,
            int number)
            throws IOException {
        return KilledProcess.start(
                options,
                SyncProcess.class,
                kubeconfig.toString(),
                context,
                state.toString(),
                environment,
                commits.toString(),
                String.valueOf(number));
    }

    public static void main(String[] arguments) throws IOException {
        String environment = arguments[3];
        int number = Integer.parseInt(arguments[5]);
        var scope = new SyncScope(
                "repo-" + environment, "apps/" + environment, environment, "test", "origin/main", Optional.empty());
        try (var bench =
                new SyncBench(Path.of(arguments[0]), arguments[1], Path.of(arguments[2]), environment, scope)) {
            for (int i = 1; i <= number; i++) {
                bench.commit(Files.readString(Path.of(arguments[4], i + ".yaml")));
            }
            bench.each = result -> System.out.println("result " + result.outcome() + " " + result.action() + " "
                    + result.key().kind() + "/" + result.key().name());
            LivePlanner.Planned planned = bench.plan(number);
            System.out.println("begin sync " + planned.plan().changes().size());
            if (Boolean.getBoolean("driftless.gate")) {
                System.in.read();
            }
            SyncReport report = bench.run(planned, number, withDeletes(planned), new CancelToken());
            System.out.println("end " + report.problem().map(p -> p.code().id()).orElse("ok"));
        } catch (EngineException e) {
            System.out.println(
                    "end " + e.problem().code().id() + " " + e.problem().args());
        }
    }

    /// What a person gives who agrees to every delete and replacement of the plan.
    static SyncApproval withDeletes(LivePlanner.Planned planned) {
        SyncApproval approval = SyncApproval.plain();
        for (PlannedChange change : planned.plan().changes()) {
            if (change.diff().action() == Action.DELETE || change.diff().action() == Action.REPLACE) {
                approval = approval.with(
                        change.diff().key(), object -> object.deleted().replaced());
            }
        }
        return approval;
    }
}
