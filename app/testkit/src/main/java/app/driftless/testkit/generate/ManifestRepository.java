package app.driftless.testkit.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Writes a repository of `count` manifests: 13 kinds, 5 environments of 25 teams, about 1.2 KB a file. With odd
/// files, 5 % have several documents, 2 % anchors, tags, CRLF or a byte-order mark, 1 % are invalid, and a CRD with
/// defaults comes with its resources.
public final class ManifestRepository {
    private static final long SEED = 42;
    private static final List<String> ENVIRONMENTS = List.of("dev", "test", "staging", "production", "dr");
    private static final int TEAMS = 25;
    private final int count;
    private final boolean odd;
    private final Random random = new Random(SEED);
    private final Set<Path> made = new HashSet<>();

    /// @param odd whether to write odd files among the plain ones
    public ManifestRepository(int count, boolean odd) {
        this.count = count;
        this.odd = odd;
    }

    /// What was written.
    ///
    /// @param invalid files that can't be read
    /// @param objects Kubernetes objects in the files that can be read
    public record Written(int files, int invalid, int objects) {}

    public Written writeTo(Path root) {
        var kinds = new Manifest(random);
        int invalid = 0;
        int objects = 0;
        for (int i = 0; i < count; i++) {
            String environment = ENVIRONMENTS.get(i % ENVIRONMENTS.size());
            String namespace = "team-" + (i / ENVIRONMENTS.size()) % TEAMS;
            String text = kinds.text(i, environment, namespace);
            int documents = 1;
            int dice = odd ? random.nextInt(100) : 99;
            if (dice < 1) {
                text = text.replaceFirst("metadata:\n", "metadata: [\n");
                invalid++;
                documents = 0;
            } else if (dice < 3) {
                text = oddity(i, text);
            } else if (dice < 8) {
                text = text + "---\n" + kinds.text(i + count, environment, namespace);
                documents = 2;
            }
            objects += documents;
            write(
                    root.resolve("environments/%s/%s/app-%d/%06d.yaml".formatted(environment, namespace, i % 41, i)),
                    text);
        }
        if (odd) {
            write(root.resolve("crds/backups.yaml"), Manifest.DEFINITION);
            write(root.resolve("environments/dev/backup.yaml"), Manifest.CUSTOM);
        }
        return new Written(count + (odd ? 2 : 0), invalid, objects + (odd ? 2 : 0));
    }

    private static String oddity(int i, String text) {
        return switch (i % 4) {
            case 0 -> text.replace("\n", "\r\n");
            case 1 -> "\uFEFF" + text;
            case 2 -> text.replaceFirst("metadata:\n", "metadata: &here\n");
            default -> text.replaceFirst("  name: ", "  name: !!str ");
        };
    }

    private void write(Path file, String text) {
        try {
            if (made.add(file.getParent())) {
                Files.createDirectories(file.getParent());
            }
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
