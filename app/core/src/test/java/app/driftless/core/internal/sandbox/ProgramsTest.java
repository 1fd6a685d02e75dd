package app.driftless.core.internal.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.driftless.testkit.cluster.SandboxProgram;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProgramsTest {
    @Test
    void theCacheKeyIsThatOfTheBuildScript() {
        assumeTrue(System.getenv("DRIFTLESS_SANDBOX_BIN") == null, "a named folder has no key");
        Path module = SandboxProgram.projectRoot().resolve("app/sandbox");
        assertEquals(SandboxProgram.path().getParent().getFileName().toString(), Programs.key(module));
    }
}
