package app.driftless.core.internal.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Action;
import app.driftless.core.internal.images.ImageFile;
import app.driftless.core.internal.images.ImageKey;
import app.driftless.core.internal.images.ObjectImage;
import app.driftless.core.internal.images.SyncImages;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Commit;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.ObjectResult.Outcome;
import app.driftless.core.sync.SyncProblem;
import app.driftless.testkit.fault.PowerLoss;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Records of syncs and their pre-images as a loss of power leaves them (F13 of the trust reference): what is
/// whole is believed, what is not is in doubt or not there, and the records beside are as they were.
class RecordsPowerLossTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Gvk TYPE = new Gvk("", "v1", "ConfigMap");
    private static final int OBJECTS = 10;

    @TempDir
    Path state;

    private Path ledger(String id) throws IOException {
        var lines = new ArrayList<ObjectNode>();
        ObjectNode begin = LedgerJson.node()
                .put("t", "begin")
                .put("id", id)
                .put("environment", "staging")
                .put("cluster", "one")
                .put("at", AT.toString());
        begin.set(
                "commit",
                LedgerJson.commit(new Commit("a".repeat(40), "b".repeat(40), List.of(), "T", "t@e", AT, "Message")));
        lines.add(begin);
        for (int i = 0; i < OBJECTS; i++) {
            ObjectNode intent = LedgerJson.node()
                    .put("t", "intent")
                    .put("verb", "apply")
                    .put("version", "v1")
                    .put("action", Action.CREATE.name())
                    .put("at", AT.toString());
            intent.set("key", LedgerJson.key(key(i)));
            intent.set("target", LedgerJson.key(key(i)));
            lines.add(intent);
            lines.add(LedgerJson.result(
                    new ObjectResult(key(i), Action.CREATE, Outcome.APPLIED, Optional.empty(), Optional.empty(), AT)));
        }
        lines.add(LedgerJson.node().put("t", "end").put("at", AT.toString()).put("cancelled", false));
        Path file = Files.createDirectories(state.resolve("syncs")).resolve(id + ".jsonl");
        return Files.write(file, lines.stream().map(ObjectNode::toString).toList());
    }

    private static ResourceKey key(int number) {
        return new ResourceKey("", "ConfigMap", "shop", "c" + number);
    }

    private static List<String> ids(List<LedgerFile> ledgers) {
        return ledgers.stream().map(ledger -> ledger.report().id()).toList();
    }

    @ParameterizedTest
    @EnumSource
    void aDamagedRecordIsBelievedAsFarAsItIsWhole(PowerLoss damage) throws IOException {
        Path file = ledger("damaged");
        ledger("beside");
        damage.hit(file);

        List<LedgerFile> found = LedgerFile.all(state.resolve("syncs"), 10);
        assertEquals(damage == PowerLoss.HALF ? List.of("damaged", "beside") : List.of("beside"), ids(found));
        assertTrue(found.getLast().ended());
        assertEquals(OBJECTS, found.getLast().report().count(Outcome.APPLIED));
        List<LedgerFile> open = new OpenLedgers().of(state.resolve("syncs"), 10);
        assertEquals(damage == PowerLoss.HALF ? List.of("damaged") : List.of(), ids(open));
    }

    @ParameterizedTest
    @EnumSource(names = "HALF")
    void aTornRecordIsInDoubtUntilItIsSettled(PowerLoss damage) throws IOException {
        Path file = ledger("torn");
        damage.hit(file);
        LedgerFile torn = LedgerFile.read(file).orElseThrow();
        assertFalse(torn.ended());
        long applied = torn.report().count(Outcome.APPLIED);
        assertTrue(applied > 0 && applied < OBJECTS, () -> applied + " were applied");
        assertEquals(
                Optional.of(SyncProblem.INTERRUPTED.id()),
                torn.report().problem().map(Problem::code).map(code -> code.id()));

        List<ObjectResult> settled = torn.unfinished().values().stream()
                .map(intent -> new ObjectResult(
                        intent.key(), intent.action(), Outcome.APPLIED, Optional.empty(), Optional.empty(), AT))
                .toList();
        assertTrue(torn.settle(settled, AT));
        LedgerFile after = LedgerFile.read(file).orElseThrow();
        assertTrue(after.ended());
        assertEquals(applied + settled.size(), after.report().count(Outcome.APPLIED));
        assertEquals(0, after.report().count(Outcome.UNKNOWN));
    }

    @ParameterizedTest
    @EnumSource
    void damagedPreImagesAreTakenAsFarAsTheyAreSealed(PowerLoss damage) throws IOException {
        Path file = state.resolve("one.images");
        try (ImageFile images = ImageFile.create(file, ImageKey.of(state), "one")) {
            images.keep(
                    new SyncImages.Start(Optional.of("abc"), Optional.empty()),
                    List.of(ObjectImage.absent(TYPE, key(1)), ObjectImage.absent(TYPE, key(2))));
            images.after(ObjectImage.absent(TYPE, key(1)));
        }
        damage.hit(file);
        SyncImages left = ImageFile.read(file, ImageKey.of(state), "one");
        assertEquals(damage == PowerLoss.HALF, left.start().isPresent());
        assertTrue(left.before().size() < 2 && left.after().isEmpty(), left::toString);
    }
}
