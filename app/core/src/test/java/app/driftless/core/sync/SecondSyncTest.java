package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.cluster.TruthCases;
import app.driftless.core.diff.Action;
import app.driftless.core.manifest.Resource;
import app.driftless.testkit.cluster.AuditEvent;
import app.driftless.testkit.cluster.AuditLog;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.crash.CaseRecord;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R1's last line: once a commit with every built-in kind is synced, its next plan is empty and its next sync writes
/// nothing, by the server's audit log.
class SecondSyncTest {
    private static final ControlPlane PLANE = ControlPlane.shared();

    @TempDir
    Path state;

    private String namespace = "";
    private SyncBench bench;

    @BeforeEach
    void connect() {
        namespace = PLANE.namespace("second");
        bench = new SyncBench(PLANE, state, namespace);
    }

    @AfterEach
    void disconnect() {
        bench.close();
    }

    /// JSON is YAML.
    private static String text(List<Resource> resources) {
        var text = new StringBuilder();
        for (Resource resource : resources) {
            try {
                text.append("---\n")
                        .append(new ObjectMapper().writeValueAsString(resource.body()))
                        .append('\n');
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        }
        return text.toString();
    }

    /// All with `-Ddriftless.cases=300` or more; only the written ones without.
    private List<TruthCases.Case> cases() {
        var cases = new ArrayList<>(TruthCases.written("truth.yaml", namespace));
        cases.addAll(TruthCases.written("truth-kinds.yaml", namespace));
        List<TruthCases.Case> made = TruthCases.made(namespace);
        if (Integer.getInteger("driftless.cases", 0) >= made.size()) {
            cases.addAll(made);
        }
        return cases;
    }

    @Test
    void theSecondSyncOfEveryKindWritesNothing() throws IOException {
        List<TruthCases.Case> cases = cases();
        int first = bench.commit(TruthCases.text("truth-crd.yaml") + "\n"
                + text(cases.stream().map(TruthCases.Case::before).toList()));
        int second = bench.commit(TruthCases.text("truth-crd.yaml") + "\n"
                + text(cases.stream().map(TruthCases.Case::after).toList()));
        for (int commit : List.of(first, second)) {
            SyncReport report = bench.sync(commit, SyncApproval::withoutTheRefused);
            List<ObjectResult> not = report.results().stream()
                    .filter(result ->
                            result.action() != Action.UNCHANGED && result.outcome() != ObjectResult.Outcome.APPLIED)
                    .toList();
            assertEquals(List.of(), not);
            AuditLog audit = PLANE.audit();
            LivePlanner.Planned again = bench.plan(commit);
            assertTrue(again.plan().isEmpty(), () -> again.plan().changes().stream()
                    .filter(c -> c.diff().action() != Action.UNCHANGED)
                    .toList()
                    .toString());
            bench.sync(commit);
            assertEquals(
                    List.of(), audit.events().stream().filter(AuditEvent::write).toList());
        }
        CaseRecord.passed("second", cases.size() + " manifests, created and changed", "second plan empty, 0 writes");
    }
}
