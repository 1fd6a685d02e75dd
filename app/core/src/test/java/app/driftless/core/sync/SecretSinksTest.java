package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.diff.SideBySide;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.plan.PlannedChange;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.problem.Texts;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.crash.CaseRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fifty secret values on their way through comparisons, plans, syncs and refusals, and none of them in anything that
/// a person or a file gets to see (goal 6, R7).
class SecretSinksTest {
    private static final ControlPlane PLANE = ControlPlane.shared();
    private static final int OBJECTS = 10;

    @TempDir
    Path folder;

    private final Map<String, String> sinks = new LinkedHashMap<>();
    private final StringBuffer log = new StringBuffer();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            log.append(new SimpleFormatter().format(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private String namespace = "";
    private SyncBench bench;
    private Level level = Level.INFO;

    @BeforeEach
    void connect() {
        namespace = PLANE.namespace("canary");
        bench = new SyncBench(PLANE, folder, namespace);
        Logger root = Logger.getLogger("");
        level = root.getLevel();
        root.setLevel(Level.ALL);
        root.addHandler(listener);
    }

    @AfterEach
    void disconnect() {
        Logger.getLogger("").removeHandler(listener);
        Logger.getLogger("").setLevel(level);
        bench.close();
    }

    private static String canary(int object, String field, String commit) {
        return "canary" + commit + field + object + "x".repeat(object);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Every way a value can be written, the refused ones too.
    private List<String> canaries() {
        var all = new ArrayList<String>();
        for (String commit : List.of("one", "two")) {
            for (int i = 0; i < OBJECTS; i++) {
                for (String field : List.of("data", "plain", "number")) {
                    all.add(canary(i, field, commit));
                }
            }
        }
        List.of("badbase", "live", "lastapplied", "denied", "shaped").forEach(field -> all.add("canary-" + field));
        return all;
    }

    private String secrets(String commit) {
        var yaml = new StringBuilder();
        for (int i = 0; i < OBJECTS; i++) {
            yaml.append("""
                    ---
                    apiVersion: v1
                    kind: Secret
                    metadata: {name: s%d, namespace: %s}
                    data: {a: %s, same: %s}
                    stringData: {b: %s, c: "%s"}
                    """.formatted(
                            i,
                            namespace,
                            base64(canary(i, "data", commit)),
                            base64(canary(0, "plain", commit)),
                            canary(i, "plain", commit),
                            canary(i, "number", commit)));
        }
        return yaml.toString();
    }

    /// Each is refused, by a decoder, by a type, or by a policy that quotes the value.
    private String refused() {
        return """
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: bad-base, namespace: NS}
                data: {a: "canary-badbase!"}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: bad-shape, namespace: NS}
                data: {a: {b: canary-shaped}}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: denied, namespace: NS, labels: {deny: me}}
                data: {a: %s}
                """.formatted(base64("canary-denied")).replace("NS", namespace);
    }

    private void denying() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("policy.yaml"), """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: NS}
                spec:
                  failurePolicy: Fail
                  matchConstraints:
                    resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [secrets]}]
                  validations:
                  - expression: "!has(object.metadata.labels) || !('deny' in object.metadata.labels)"
                    messageExpression: "'the value ' + string(object.data['a']) + ' is not allowed'"
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: NS}
                spec:
                  policyName: NS
                  validationActions: [Deny]
                  matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: NS}}}
                """.replace("NS", namespace));
        PLANE.kubectl("create", "-f", file.toString());
        // Admission learns of it a little later.
        Thread.sleep(3000);
    }

    private void see(String sink, Object value) {
        sinks.merge(sink, String.valueOf(value) + "\n", String::concat);
    }

    private void see(LivePlanner.Planned planned) {
        see("plan", planned.plan());
        for (PlannedChange change : planned.plan().changes()) {
            ResourceDiff diff = change.diff();
            see("diff", diff);
            see("side by side", SideBySide.rows(diff, Set.of()));
            see("folded", SideBySide.folded(diff, Set.of(), Set.of()));
            diff.problem().ifPresent(this::see);
        }
        planned.plan().risks().forEach(risk -> see("risks", new Texts(Locale.ENGLISH).text(risk.reason())));
    }

    private void see(Problem problem) {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            see("problem", new Texts(locale).text(problem));
        }
        see("details", problem.details());
    }

    private void see(SyncReport report) {
        see("report", report);
        report.results().forEach(result -> result.problem().ifPresent(this::see));
        bench.runner.history(bench.scope.repository()).forEach(past -> see("history", past));
    }

    private void sync(int commit) {
        LivePlanner.Planned planned = bench.plan(commit);
        see(planned);
        try {
            see(bench.run(planned, commit, SyncProcess.withDeletes(planned), new CancelToken()));
        } catch (EngineException e) {
            see(e.problem());
            var trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            see("stack trace", trace);
        }
    }

    private void seeFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!List.of("policy.yaml", "live.yaml", "live-patch.yaml")
                        .contains(file.getFileName().toString())) {
                    see(
                            "file " + file.getFileName(),
                            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                }
            }
        }
    }

    @Test
    void noValueOfASecretIsInAnythingThatIsShownOrKept() throws Exception {
        sync(bench.commit(secrets("one")));
        // Somebody else's client leaves copies in an annotation, and changes a value.
        Path live = Files.writeString(folder.resolve("live.yaml"), """
                apiVersion: v1
                kind: Secret
                metadata: {name: s0, namespace: %s}
                stringData: {d: canary-lastapplied}
                """.formatted(namespace));
        PLANE.kubectl("apply", "-f", live.toString());
        Path patch = Files.writeString(folder.resolve("live-patch.yaml"), "stringData: {e: canary-live}");
        PLANE.kubectl("-n", namespace, "patch", "secret", "s1", "--patch-file", patch.toString());
        denying();
        try {
            sync(bench.commit(secrets("two") + refused()));
            sync(bench.commit(secrets("two").replaceFirst("(?s)---.*?(?=---)", "")));
        } finally {
            PLANE.kubectl("delete", "validatingadmissionpolicy,validatingadmissionpolicybinding", namespace);
        }
        seeFiles();
        see("log", log);
        assertTrue(sinks.keySet().containsAll(Set.of("diff", "side by side", "problem", "report", "history", "log")));
        assertTrue(sinks.get("problem").contains("is not allowed"), "the policy's words are told, without the value");
        for (String canary : canaries()) {
            for (Map.Entry<String, String> sink : sinks.entrySet()) {
                for (String form : List.of(canary, base64(canary))) {
                    int at = sink.getValue().indexOf(form);
                    assertFalse(
                            at >= 0,
                            () -> form + " in " + sink.getKey() + ": "
                                    + sink.getValue().substring(Math.max(0, at - 200), at + form.length()));
                }
            }
        }
        CaseRecord.passed("secrets", canaries().size() + " values", "in none of " + sinks.size() + " sinks");
    }

    @Test
    void aMaskTellsNoLengthAndShowsEqualValuesAsEqual() {
        bench.sync(bench.commit(secrets("one")));
        LivePlanner.Planned planned = bench.plan(bench.commit(secrets("two")));
        List<Integer> lengths = new ArrayList<>();
        List<String> same = new ArrayList<>();
        for (PlannedChange change : planned.plan().changes()) {
            Object data = change.diff().live().orElseThrow().get("data");
            if (data instanceof Map<?, ?> values) {
                values.values().forEach(value -> lengths.add(value.toString().length()));
                same.add(String.valueOf(values.get("same")));
            }
        }
        assertEquals(4 * OBJECTS, lengths.size());
        assertEquals(1, lengths.stream().distinct().count());
        assertEquals(1, same.stream().distinct().count());
    }
}
