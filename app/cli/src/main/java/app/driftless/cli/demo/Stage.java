package app.driftless.cli.demo;

import app.driftless.cli.report.Console;
import app.driftless.cli.report.OutputFormat;
import app.driftless.cli.report.PlanText;
import app.driftless.core.Workspace;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.plan.SyncPlan;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import app.driftless.core.repo.FileText;
import app.driftless.core.sandbox.SandboxProblem;
import app.driftless.core.sandbox.SandboxState;
import app.driftless.core.sync.DesiredState;
import app.driftless.core.sync.SyncApproval;
import app.driftless.core.sync.SyncJob;
import app.driftless.core.sync.SyncReport;
import app.driftless.core.workspace.SampleRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What happens in the demo, step by step, on the same engine as the window's.
public final class Stage {
    private static final Gvk DEPLOYMENT = new Gvk("apps", "v1", "Deployment");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Console console;
    private final Workspace workspace;
    private final Cluster cluster;
    private final SandboxState.Running sandbox;
    private final CancelToken cancel;

    /// @param cluster the sandbox, to which the workspace's environments are bound
    public Stage(
            Console console, Workspace workspace, Cluster cluster, SandboxState.Running sandbox, CancelToken cancel) {
        this.console = console;
        this.workspace = workspace;
        this.cluster = cluster;
        this.sandbox = sandbox;
        this.cancel = cancel;
    }

    void say(String key, Object... args) {
        console.answer("");
        console.answer(console.text(key, args));
    }

    Commit head() {
        return workspace.repository().resolve("HEAD");
    }

    /// What a sync of HEAD would do, shown.
    SyncPlan plan(String environment) {
        SyncPlan plan = plan(desired(environment, Optional.of(head())));
        console.answer(new PlanText(console).of(plan));
        return plan;
    }

    /// What the edited files would do, shown.
    SyncPlan planOfDisk(String environment) {
        SyncPlan plan = plan(desired(environment, Optional.empty()));
        console.answer(new PlanText(console).of(plan));
        return plan;
    }

    /// Syncs HEAD, and shows what became of it.
    SyncReport sync(String environment, SyncApproval approval) {
        Commit commit = head();
        DesiredState state = desired(environment, Optional.of(commit));
        var job = new SyncJob(
                cluster,
                cluster.identity(),
                workspace.scope(state.environment(), SampleRepository.CLUSTER),
                plan(state),
                state.resources(),
                approval,
                before -> workspace.repository().descends(commit, before));
        SyncReport report = workspace.runner().run(job, _ -> {}, Progress.none(), cancel);
        console.answer(new PlanText(console).of(report));
        return report;
    }

    /// Replaces a text in a file, and saves it.
    void edit(String path, String from, String to) {
        FileText file = workspace.repository().readText(path);
        workspace.repository().save(path, file.text().replace(from, to), Optional.of(file.contentHash()));
        console.answer(console.text("demo.edited", path, from, to));
    }

    void commitAndPush(String path, String message) {
        workspace.repository().stage(List.of(path));
        push(workspace.repository().commit(message));
    }

    /// Undoes HEAD by a new commit.
    void revert() {
        push(workspace.repository().revert(head()));
    }

    private void push(Commit commit) {
        var pushed = workspace.repository().push(console.progress(OutputFormat.TEXT), cancel);
        console.answer(console.text("demo.pushed", commit.shortId(), commit.subject(), pushed.branch()));
    }

    /// Runs the sandbox's kubectl, as a colleague would.
    void kubectl(String... arguments) {
        var command =
                new ArrayList<String>(workspace.engine().sandboxes().kubectl().orElseThrow());
        command.addAll(List.of("--kubeconfig", sandbox.kubeconfig().toString()));
        command.addAll(List.of(arguments));
        console.answer("$ kubectl " + String.join(" ", arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            console.answer(said.strip());
            if (process.waitFor() != 0) {
                throw new EngineException(
                        Problem.of(SandboxProblem.START_FAILED, "kubectl", "").withDetails(said));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancel.cancel();
            cancel.throwIfCancelled();
        }
    }

    /// A field of a Deployment as the cluster holds it now.
    Object live(String namespace, String name, String pointer) {
        return cluster.get(DEPLOYMENT, namespace, name)
                .map(LiveObject::body)
                .map(body -> JsonPointer.parse(pointer).in(body))
                .orElse("");
    }

    /// Waits until every replica is of the newest version and ready.
    boolean rollsOut(String namespace, String name) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            cancel.throwIfCancelled();
            Object wanted = live(namespace, name, "/spec/replicas");
            boolean seen = live(namespace, name, "/metadata/generation")
                    .equals(live(namespace, name, "/status/observedGeneration"));
            if (seen
                    && wanted.equals(live(namespace, name, "/status/updatedReplicas"))
                    && wanted.equals(live(namespace, name, "/status/readyReplicas"))
                    && wanted.equals(live(namespace, name, "/status/replicas"))) {
                console.answer(console.text("demo.rolledOut", name, namespace, wanted));
                return true;
            }
            pause();
        }
        console.answer(console.text("demo.notRolledOut", name, namespace, PATIENCE.toSeconds()));
        return false;
    }

    private void pause() {
        try {
            Thread.sleep(Duration.ofMillis(300));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancel.cancel();
        }
    }

    private DesiredState desired(String environment, Optional<Commit> commit) {
        var states = workspace.desired();
        return (commit.isPresent()
                        ? states.at(commit.get(), environment, Progress.none(), cancel)
                        : states.onDisk(environment, Progress.none(), cancel))
                .orElseThrow();
    }

    private SyncPlan plan(DesiredState state) {
        return workspace
                .plan(cluster, SampleRepository.CLUSTER, state, _ -> {}, Progress.none(), cancel)
                .plan();
    }
}
