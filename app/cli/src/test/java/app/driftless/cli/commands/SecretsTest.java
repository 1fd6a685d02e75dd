package app.driftless.cli.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.cli.report.Console;
import app.driftless.core.Engine;
import app.driftless.core.EngineOptions;
import app.driftless.core.Workspace;
import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.ContextRef;
import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.DiffRow;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.diff.SideBySide;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.EventLog;
import app.driftless.core.flow.Progress;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.problem.Texts;
import app.driftless.core.repo.Drafts;
import app.driftless.core.sync.DesiredState;
import app.driftless.core.sync.LivePlanner;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.cluster.SandboxProgram;
import app.driftless.testkit.git.GitFixture;
import app.driftless.testkit.secret.Canaries;
import app.driftless.testkit.secret.CanaryCluster;
import app.driftless.testkit.secret.CanaryCommits;
import app.driftless.testkit.secret.CanaryFiles;
import app.driftless.testkit.secret.CanaryRefusals;
import app.driftless.testkit.secret.LogCapture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No secret leaves the data layer (R7 of the engine reference, goal 6 of the trust reference): every canary is taken
/// through validation, rendering, comparison, refusal, sync and prune on a real API server, and looked for in all
/// that Driftless shows, keeps or writes of them.
class SecretsTest {
    private static final ControlPlane PLANE = ControlPlane.shared();

    @TempDir
    Path folder;

    private final Canaries canaries = new Canaries();
    private final Map<String, StringBuilder> sinks = new LinkedHashMap<>();
    private String namespace = "";
    private GitFixture git;
    private GitFixture generated;

    @BeforeEach
    void begin() throws IOException {
        namespace = PLANE.namespace("secrets");
        git = repository("cluster", "good", "refused");
        generated = repository("generated", "generated", "bad-literal", "bad-patch", "bad-merge");
    }

    private GitFixture repository(String name, String... environments) throws IOException {
        GitFixture made = GitFixture.withRemote(Files.createDirectories(folder.resolve(name)));
        made.run("rm", "-q", "app.yaml");
        var text = new StringBuilder("apiVersion: driftless.app/v1\nkind: Workspace\nenvironments:\n");
        for (String environment : environments) {
            text.append("  - {name: ENV, path: ENV, clusters: [one], sync: {mode: manual, prune: true}}\n"
                    .replace("ENV", environment));
        }
        made.write(".driftless.yaml", text.toString());
        return made;
    }

    private String fill(String text) {
        return canaries.fill(text.replaceAll("\\bNS\\b", namespace));
    }

    private void kubectl(String yaml, String... arguments) throws IOException {
        Path file = Files.writeString(folder.resolve("live.yaml"), fill(yaml));
        var all = new ArrayList<>(List.of(arguments));
        all.add("-f");
        all.add(file.toString());
        PLANE.kubectl(all.toArray(String[]::new));
        Files.delete(file);
    }

    private void tell(String sink, Object text) {
        sinks.computeIfAbsent(sink, _ -> new StringBuilder()).append(text).append('\n');
    }

    private Engine engine() {
        EngineOptions below = EngineOptions.below(folder.resolve("home"));
        Map<String, String> environment = new HashMap<>(below.environment());
        environment.put(
                "DRIFTLESS_SANDBOX_BIN", SandboxProgram.path().getParent().toString());
        return new Engine(new EngineOptions(
                below.config(),
                below.state(),
                folder.resolve("home/cache"),
                below.home(),
                environment,
                below.sandboxSources(),
                below.clock()));
    }

    /// Runs a command for people, as text, or for programs, as JSON.
    private void run(String form, String... arguments) {
        var said = new ByteArrayOutputStream();
        var stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-o", form));
        DriftlessCommand.create(new Console(stream, stream, Locale.ENGLISH), this::engine)
                .execute(all.toArray(String[]::new));
        tell("command line, " + form, said.toString(StandardCharsets.UTF_8));
    }

    private void onCluster(String form, String command, String environment, String... more) {
        var arguments = new ArrayList<>(List.of(
                command,
                git.workTree().toString(),
                "--environment",
                environment,
                "--kubeconfig",
                PLANE.kubeconfig().toString(),
                "--context",
                PLANE.context()));
        arguments.addAll(List.of(more));
        run(form, arguments.toArray(String[]::new));
    }

    private static String uid() {
        return PLANE.kubectl("get", "namespace", "kube-system", "-o", "jsonpath={.metadata.uid}")
                .strip();
    }

    private void sync(String form, String environment, String... more) {
        var arguments = new ArrayList<>(List.of("--yes", "--expect-identity", uid()));
        arguments.addAll(List.of(more));
        onCluster(form, "sync", environment, arguments.toArray(String[]::new));
    }

    @Test
    void fiftyCanariesAreInNoneOfTwelveSinks() throws IOException {
        try (LogCapture log = LogCapture.start()) {
            prepareCluster();
            files();
            onTheCluster();
            withoutACluster();
            drafts();
            tell("log", log.text());
        }
        disk();
        judge();
    }

    private void onTheCluster() throws IOException {
        run("text", "validate", git.workTree().toString());
        run("json", "validate", git.workTree().toString());
        sync("json", "good", "--conflicts", "take-over");
        editByHand();
        git.write("good/objects.yaml", fill(CanaryCommits.second()));
        git.commitAndPush("Second");
        for (String environment : List.of("good", "refused")) {
            onCluster("text", "diff", environment);
            onCluster("json", "plan", environment, "--predicted");
            look(environment);
        }
        sync("text", "good");
        sync("json", "refused");
        patch("secret/plain", "data: {byhand: null}");
        patch(
                "deployment/web",
                "spec: {template: {spec: {containers: [{name: web, env: [{name: EXTRA_TOKEN, $patch: delete}]}]}}}",
                "--type=strategic");
        git.write("good/objects.yaml", fill(CanaryCommits.third()));
        git.commitAndPush("Third");
        sync(
                "text",
                "good",
                "--conflicts",
                "take-over",
                "--confirm-delete",
                "Secret/pruned",
                "--confirm-delete",
                "Secret/kept",
                "--confirm-delete",
                "Secret/late");
        String said = sinks.get("command line, text").toString();
        assertTrue(said.contains("keeps •••"), said.substring(said.length() - 4000));
        assertEquals("", PLANE.kubectl("-n", namespace, "get", "secret", "pruned", "--ignore-not-found"));
    }

    private void withoutACluster() {
        for (String environment : List.of("generated", "bad-literal", "bad-patch", "bad-merge")) {
            run("text", "render", generated.workTree().toString(), "--environment", environment, "--trust-render");
            render(environment);
        }
    }

    private void prepareCluster() throws IOException {
        kubectl(CanaryCluster.CLUSTER, "apply");
        PLANE.kubectl("wait", "--for=condition=Established", "crd/vaults.canary.example.org", "--timeout=20s");
        kubectl(CanaryCluster.APPLIED_BY_KUBECTL, "apply");
        kubectl(CanaryRefusals.BEFORE_REFUSED, "create");
        String label = "object.metadata.?labels.?canary.orValue('') == ";
        kubectl(
                CanaryRefusals.policy(
                                namespace + "-denied",
                                "CREATE, UPDATE",
                                label + "'denied'",
                                "'no: ' + string(object.data.key) + ' and ' + string(object.data.cut).substring(0, 14)"
                                        + " + '...'")
                        + CanaryRefusals.policy(
                                namespace + "-old",
                                "UPDATE",
                                label + "'old'",
                                "'it was ' + string(oldObject.data.key) + ', not ' + string(object.data.key)")
                        + CanaryRefusals.policy(
                                namespace + "-late",
                                "UPDATE",
                                label + "'late' && !request.?dryRun.orValue(false)",
                                "'too late for ' + string(object.data.key) + ' after ' + string(oldObject.data.key)")
                        + CanaryRefusals.policy(
                                namespace + "-kept",
                                "DELETE",
                                "oldObject.metadata.?labels.?canary.orValue('') == 'kept'",
                                "'keeps ' + string(oldObject.data.key)"),
                "apply");
    }

    private void files() {
        git.write("good/objects.yaml", fill(CanaryCommits.first()));
        git.write("refused/objects.yaml", fill(CanaryRefusals.REFUSED));
        git.write("broken/alias.yaml", fill(CanaryFiles.BROKEN));
        git.write("broken/tag.yaml", fill(CanaryFiles.BROKEN_TAG));
        git.write("broken/ambiguous.yaml", fill(CanaryFiles.AMBIGUOUS));
        git.commitAndPush("First");
        generated.write("generated/kustomization.yaml", fill(CanaryFiles.GENERATED));
        generated.write("generated/secret.env", fill(CanaryFiles.GENERATED_ENV));
        generated.write("generated/secret.txt", fill(CanaryFiles.GENERATED_FILE));
        generated.write("bad-literal/kustomization.yaml", fill(CanaryFiles.BAD_LITERAL));
        generated.write("bad-patch/kustomization.yaml", fill(CanaryFiles.BAD_PATCH));
        generated.write("bad-merge/kustomization.yaml", fill(CanaryFiles.BAD_MERGE));
        generated.commitAndPush("First");
    }

    /// As `kubectl edit` leaves it: values that stand in no commit.
    private void editByHand() throws IOException {
        patch("secret/edited", "stringData: {key: '{{edited:hand}}', byhand: '{{added}}'}");
        patch("secret/plain", "stringData: {byhand: '{{added:plain}}'}");
        patch("vault/custom", "spec: {auth: {clientSecret: '{{cr-nested:hand}}'}}");
        patch(
                "deployment/web",
                "spec: {template: {spec: {containers: [{name: web, env: [{name: EXTRA_TOKEN, value: '{{env-added}}'}]}]}}}",
                "--type=strategic");
    }

    /// From a file: what starts programs logs their arguments.
    private void patch(String object, String patch, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("patch.yaml"), fill(patch));
        var arguments = new ArrayList<>(List.of("-n", namespace, "patch", object, "--field-manager=kubectl-edit"));
        arguments.addAll(more.length == 0 ? List.of("--type=merge") : List.of(more));
        arguments.addAll(List.of("--patch-file", file.toString()));
        PLANE.kubectl(arguments.toArray(String[]::new));
        Files.delete(file);
    }

    /// What a window has in its hands.
    private void look(String environment) {
        try (Engine engine = engine();
                var workspace = new Workspace(engine, engine.repositories().open(git.workTree()), () -> true);
                Cluster cluster = engine.clusters()
                        .connect(
                                new ContextRef(List.of(PLANE.kubeconfig()), PLANE.context()),
                                Set.of(),
                                new CancelToken())) {
            DesiredState desired = workspace
                    .desired()
                    .onDisk(environment, Progress.none(), new CancelToken())
                    .orElseThrow();
            tell("diff model", desired);
            LivePlanner.Planned planned =
                    workspace.plan(cluster, "one", desired, _ -> {}, Progress.none(), new CancelToken());
            tell("diff model", planned);
            for (PlannedChange change : planned.plan().changes()) {
                show(change.diff());
            }
            if (environment.equals("good")) {
                toldApart(planned);
            }
            planned.plan().risks().forEach(risk -> tell("notifications", texts(t -> t.text(risk.reason()))));
            tell("side by side", planned.plan().changes().size());
            workspace.index().build(Progress.none(), new CancelToken()).join();
            tell("clipboard", log(engine));
        }
    }

    /// What changed is seen, and that two keys hold the same, without what they hold.
    private static void toldApart(LivePlanner.Planned planned) {
        ResourceDiff diff = planned.plan().changes().stream()
                .map(PlannedChange::diff)
                .filter(d -> d.key().kind().equals("Secret") && d.key().name().equals("plain"))
                .findFirst()
                .orElseThrow();
        Map<String, DiffClass> classes = new TreeMap<>();
        diff.differences().forEach(d -> classes.put(d.path().tokens().getLast(), d.kind()));
        assertEquals(
                Map.of(
                        "changed", DiffClass.YOURS,
                        "removed", DiffClass.YOURS,
                        "byhand", DiffClass.DRIFT,
                        "type", DiffClass.DEFAULT),
                classes);
        Map<?, ?> data = (Map<?, ?>) diff.desired().orElseThrow().get("data");
        Map<?, ?> live = (Map<?, ?>) diff.live().orElseThrow().get("data");
        assertEquals(data.get("equal"), data.get("same"));
        assertEquals(data.get("equal"), live.get("equal"));
        assertNotEquals(data.get("changed"), live.get("changed"));
    }

    private void show(ResourceDiff diff) {
        tell("titles", diff.key());
        for (DiffRow.Line row : SideBySide.rows(diff, Set.of())) {
            tell("side by side", row);
        }
        SideBySide.folded(diff, Set.of(), Set.of()).forEach(row -> tell("side by side", row));
        diff.differences().forEach(difference -> tell("side by side", difference.fieldPath()));
        diff.problem().ifPresent(this::dialog);
    }

    private void dialog(Problem problem) {
        tell("error dialog", problem);
        tell("error dialog", texts(t -> t.text(problem).toString()));
        tell("notifications", texts(t -> t.text(problem).sentence()));
        tell("clipboard", texts(t -> t.text(problem).sentence()) + problem.details());
    }

    private static String texts(Function<Texts, String> text) {
        return text.apply(new Texts(Locale.ENGLISH)) + "\n" + text.apply(new Texts(Locale.SIMPLIFIED_CHINESE));
    }

    private static String log(Engine engine) {
        var text = new StringBuilder();
        for (EventLog.Event event : engine.events().after(0)) {
            text.append(event.what()).append('\n');
        }
        return text.toString();
    }

    private void render(String environment) {
        try (Engine engine = engine();
                var workspace = new Workspace(engine, engine.repositories().open(generated.workTree()), () -> true)) {
            workspace
                    .desired()
                    .onDisk(environment, Progress.none(), new CancelToken())
                    .ifPresent(desired -> desired.findings()
                            .forEach(finding -> tell("error dialog", texts(t -> t.text(finding.message())))));
        } catch (EngineException e) {
            dialog(e.problem());
        }
    }

    private void drafts() throws IOException {
        try (Engine engine = engine();
                Stream<Path> files = Files.walk(git.workTree())) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                engine.drafts()
                        .put(new Drafts.Draft(
                                git.workTree(),
                                git.workTree().relativize(file).toString(),
                                Files.readString(file) + fill("# {{draft}}\n"),
                                Optional.empty(),
                                Instant.EPOCH));
            }
            engine.drafts().flush();
        }
    }

    /// All that is on the disk outside of the repository.
    private void disk() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("home"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.resolve("home").relativize(file).toString();
                String sink = name.contains("drafts")
                        ? "drafts on disk"
                        : name.contains("cache")
                                ? "index and caches on disk"
                                : name.endsWith(".jsonl") ? "ledger on disk" : "other state on disk";
                tell(sink, name + " " + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
    }

    private void judge() {
        var leaks = new TreeSet<String>();
        sinks.forEach((sink, text) -> canaries.in(text.toString()).forEach(mark -> leaks.add(mark + " in " + sink)));
        int checks = canaries.names().size() * sinks.size();
        assertEquals(Set.of(), leaks);
        assertTrue(canaries.names().size() >= 50, canaries.names().toString());
        assertTrue(sinks.size() >= 12, sinks.keySet().toString());
        assertTrue(checks >= 600, Integer.toString(checks));
    }
}
