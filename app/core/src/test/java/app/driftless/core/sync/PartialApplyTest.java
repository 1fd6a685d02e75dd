package app.driftless.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.flow.CancelToken;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.crash.CaseRecord;
import app.driftless.testkit.crash.KillRecord;
import app.driftless.testkit.fault.ApiFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A fault at each boundary of an apply (goal 9, F59): the ledger says what the audit log says, and the next sync
/// converges without writing anything twice. The property `driftless.cases` says how many boundaries.
class PartialApplyTest {
    private static final int OBJECTS = 50;
    private static final int SHORT_RUN = 4;
    private final long seed = KillRecord.seed();

    @TempDir
    Path folder;

    private enum Kind {
        LOST_REQUEST(new ApiFault.LoseRequest()),
        LOST_REPLY(new ApiFault.LoseReply()),
        CUT_REPLY(new ApiFault.CutReply(60)),
        REFUSED_500(ApiFault.Answer.of(500)),
        REFUSED_503(ApiFault.Answer.of(503, "Retry-After: 1")),
        DONE_500(new ApiFault.Replace(ApiFault.Answer.of(500))),
        DONE_502(new ApiFault.Replace(ApiFault.Answer.of(502))),
        DONE_503(new ApiFault.Replace(ApiFault.Answer.of(503))),
        DONE_504(new ApiFault.Replace(ApiFault.Answer.of(504)));

        private final ApiFault fault;

        Kind(ApiFault fault) {
            this.fault = fault;
        }
    }

    private record Case(Kind kind, int boundary) {}

    /// Every kind at once in the short form, every kind at every boundary in the full one.
    private List<Case> cases() {
        var all = new ArrayList<Case>();
        for (int boundary = 1; boundary <= OBJECTS; boundary++) {
            for (Kind kind : Kind.values()) {
                all.add(new Case(kind, boundary));
            }
        }
        Collections.shuffle(all, new Random(seed));
        int wanted = Integer.getInteger("driftless.cases", SHORT_RUN);
        if (wanted >= all.size()) {
            return all;
        }
        // As many kinds as there are cases.
        Map<Kind, List<Case>> byKind = all.stream().collect(Collectors.groupingBy(Case::kind));
        List<Kind> kinds = List.copyOf(byKind.keySet());
        return IntStream.range(0, wanted)
                .mapToObj(i -> byKind.get(kinds.get(i % kinds.size())).get(i / kinds.size()))
                .toList();
    }

    @Test
    void aFaultAtAnyBoundaryLeavesAnExactLedgerAndNothingIsWrittenTwice() throws Exception {
        int held = 0;
        for (Case one : cases()) {
            String run = one + ", -Ddriftless.seed=" + seed;
            try (var bench = new FaultBench(ControlPlane.shared(), folder)) {
                int commit = bench.commit(OBJECTS);
                LivePlanner.Planned planned = bench.sync.plan(commit);
                bench.proxy.nth(bench.objects(), one.boundary(), one.kind().fault);
                SyncReport report = bench.sync.run(planned, commit, SyncApproval.plain(), new CancelToken());
                bench.assertExact(report, commit, run);
                bench.assertExact(bench.recorded(), commit, run + ", as recorded");
                bench.proxy.heal();
                bench.converge(commit, Duration.ofSeconds(60));
                assertEquals(OBJECTS, bench.live().size(), run);
                Map<String, Long> written = bench.written();
                assertTrue(written.values().stream().allMatch(times -> times == 1), () -> run + ": " + written);
                assertTrue(bench.sync.plan(commit).plan().isEmpty(), run);
            }
            CaseRecord.passed("boundary", ++held + " faults", "exact ledger, converged, each object written once");
        }
    }
}
