package app.driftless.benchmarks;

import app.driftless.core.Engine;
import app.driftless.core.validate.SchemaSets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Opening repositories: to a complete index, the first time and again, beside programs that walk the same files.
final class OpenBlock implements Block {
    private static final int LARGE = 50_000;

    @Override
    public String name() {
        return "open";
    }

    @Override
    public String figures(Setting setting) throws IOException {
        var text = new StringBuilder();
        try (Engine engine = Opening.engine(setting.folder("resident"))) {
            for (int size : setting.sizes()) {
                Dataset data = Dataset.of(setting, size, true);
                int rounds = size < LARGE ? setting.rounds() : setting.fewRounds();
                text.append(Table.of(
                                String.format("%,d manifests", size),
                                Samples.interleaved(rounds, contestants(setting, engine, data))))
                        .append('\n');
                Folders.delete(data.folder());
            }
        }
        return text.toString();
    }

    private static List<Contestant> contestants(Setting setting, Engine engine, Dataset data) {
        Path folder = data.folder();
        Path none = setting.work().resolve("index-new.bin");
        Path kept = setting.work().resolve("index-kept.bin");
        remove(kept);
        var schemas = new SchemaSets();
        int expected = Opening.objects(engine, schemas, folder, kept);
        if (expected != data.written().objects()) {
            throw new IllegalStateException(
                    "The index holds " + expected + " of " + data.written().objects() + " objects");
        }
        Path home = setting.work().resolve("opening");
        var cold = setting.own(
                Opening.class, List.of("--add-modules", "app.driftless.core"), home.toString(), folder.toString());
        var all = new ArrayList<Contestant>();
        setting.jsYaml()
                .ifPresent(p -> all.add(Contestant.peer("js-yaml, walk and load all", p.with(folder.toString()))));
        all.add(Contestant.peer(
                "`git grep -l kind:`", Git.in(folder, "grep", "-l", "kind:").mayFind()));
        all.add(Contestant.peer("`git status --porcelain`", Git.in(folder, "status", "--porcelain")));
        all.add(Contestant.process("Driftless, first open, whole process", cold.with(none.toString()))
                .after(() -> remove(none)));
        all.add(Contestant.process("Driftless, open again, whole process", cold.with(kept.toString())));
        all.add(Contestant.resident(
                        "Driftless, first open, resident", () -> Opening.objects(engine, schemas, folder, none))
                .after(() -> remove(none)));
        all.add(Contestant.resident(
                "Driftless, open again, resident", () -> Opening.objects(engine, schemas, folder, kept)));
        return all;
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
