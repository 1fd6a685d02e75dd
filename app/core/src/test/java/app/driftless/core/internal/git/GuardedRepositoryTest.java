package app.driftless.core.internal.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import app.driftless.testkit.git.GitFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedRepositoryTest {
    private static final int READERS = 4;
    private static final int WRITES = 150;

    @TempDir
    Path folder;

    @Test
    void aConfigurationThatChangesWhileItIsReadIsAlwaysReduced() throws Exception {
        Path tree = GitFixture.withRemote(folder).workTree();
        var person = new Person(folder.resolve("home"), Map.of());
        try (var repository = GuardedRepository.open(tree.resolve(".git").toFile(), tree.toFile(), person);
                var readers = Executors.newFixedThreadPool(READERS)) {
            var done = new AtomicBoolean();
            List<Future<Integer>> reading = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                reading.add(readers.submit(reader(repository, done)));
            }
            try {
                for (int i = 0; i < WRITES; i++) {
                    write(repository, i);
                }
            } finally {
                done.set(true);
            }
            for (Future<Integer> one : reading) {
                one.get();
            }
            assertEquals(
                    List.of("alias.co", "core.hookspath"),
                    repository.ignoredSettings().stream()
                            .filter(key -> key.contains("hook") || key.contains("alias"))
                            .toList());
        }
    }

    private static Callable<Integer> reader(GuardedRepository repository, AtomicBoolean done) {
        return () -> {
            int reads = 0;
            while (!done.get()) {
                repository.ignoredSettings();
                assertNull(repository.getConfig().getString("core", null, "hooksPath"));
                reads++;
            }
            return reads;
        };
    }

    private static void write(GuardedRepository repository, int round) throws IOException {
        repository.changeConfig((FileBasedConfig config) -> {
            config.setString("core", null, "hooksPath", "/tmp/hooks" + "x".repeat(round));
            config.setString("alias", null, "co", "!sh" + round);
        });
    }
}
