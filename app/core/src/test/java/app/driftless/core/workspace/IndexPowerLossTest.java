package app.driftless.core.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Manifests;
import app.driftless.core.validate.SchemaSets;
import app.driftless.core.validate.SchemaValidator;
import app.driftless.testkit.fault.PowerLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The kept index as a loss of power leaves it (F13 of the trust reference): it costs time, and never an object.
class IndexPowerLossTest {
    private static final SchemaSets SCHEMAS = new SchemaSets();

    @TempDir
    Path root;

    private final Workers workers = new Workers();

    @AfterEach
    void close() {
        workers.close();
    }

    private Path kept() {
        return root.resolve("cache/index.bin");
    }

    private IndexState build() {
        var folder = new WrittenFolder(root.resolve("repository"));
        for (int i = 0; i < 5; i++) {
            folder.withConfigMap("a" + i + ".yaml", "a" + i);
        }
        var setup = new IndexSetup(Manifests.parser(), new SchemaValidator(), SCHEMAS, workers, kept());
        try (var index = new WorkspaceIndex(folder.tree(), setup)) {
            return index.build(Progress.none(), new CancelToken()).join();
        }
    }

    @ParameterizedTest
    @EnumSource
    void itIsBuiltAnew(PowerLoss damage) throws IOException {
        IndexState whole = build();
        damage.hit(kept());
        assertEquals(whole.files(), build().files());
    }

    /// Zeros in the middle read like files without objects.
    @Test
    void aPageWithoutDataIsSeen() throws IOException {
        IndexState whole = build();
        byte[] bytes = Files.readAllBytes(kept());
        for (int from = 0; from < bytes.length; from += 16) {
            byte[] damaged = bytes.clone();
            for (int i = from; i < Math.min(from + 64, bytes.length); i++) {
                damaged[i] = 0;
            }
            Files.write(kept(), damaged);
            assertEquals(whole.files(), build().files(), "zeros from " + from);
        }
    }
}
