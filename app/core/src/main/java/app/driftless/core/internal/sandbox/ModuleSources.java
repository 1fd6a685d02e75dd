package app.driftless.core.internal.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The Go module from which the sandbox's programs are built: its files by name, in the order of their names.
final class ModuleSources {
    private static final String SHIPPED = "app/driftless/core/internal/sandbox/module/";
    private static final Pattern SOURCE = Pattern.compile("[^/]+\\.go|build\\.args|go\\.mod|go\\.sum");
    private static final Pattern GO_VERSION = Pattern.compile("(?m)^go (\\d+)\\.(\\d+)");
    private static final Pattern REQUIREMENT = Pattern.compile("(?m)^\\s+\\S+ v\\S+( // indirect)?$");

    private final SortedMap<String, byte[]> files;

    private ModuleSources(Map<String, byte[]> files) {
        this.files = new TreeMap<>(files);
    }

    /// The sources in a folder, as in a clone of the project.
    static ModuleSources of(Path folder) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.toList()) {
                String name = child.getFileName().toString();
                if (SOURCE.matcher(name).matches()) {
                    files.put(name, Files.readAllBytes(child));
                }
            }
        }
        return new ModuleSources(files);
    }

    /// The copy inside this module, so that an installed application can build the programs too. Empty where this
    /// code runs outside a named module, which cannot list its files.
    static Optional<ModuleSources> shipped() throws IOException {
        Module module = ModuleSources.class.getModule();
        if (!module.isNamed()) {
            return Optional.empty();
        }
        var files = new TreeMap<String, byte[]>();
        var reference = module.getLayer()
                .configuration()
                .findModule(module.getName())
                .orElseThrow()
                .reference();
        try (ModuleReader reader = reference.open();
                Stream<String> names = reader.list()) {
            for (String name : names.filter(n -> n.startsWith(SHIPPED)).toList()) {
                String simple = name.substring(SHIPPED.length());
                if (SOURCE.matcher(simple).matches()) {
                    try (InputStream content = reader.open(name).orElse(new ByteArrayInputStream(new byte[0]))) {
                        files.put(simple, content.readAllBytes());
                    }
                }
            }
        }
        return files.isEmpty() ? Optional.empty() : Optional.of(new ModuleSources(files));
    }

    /// Names these very sources. The same as `build.sh` computes, so that tests, demo and window share one
    /// executable.
    String key() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            files.values().forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /// How many modules `go.mod` requires.
    int requirements() {
        return Math.toIntExact(REQUIREMENT.matcher(text("go.mod")).results().count());
    }

    /// The oldest Go that can build them.
    GoVersion wanted() {
        Matcher line = GO_VERSION.matcher(text("go.mod"));
        if (!line.find()) {
            throw new IllegalStateException("go.mod of the sandbox names no version of Go");
        }
        return new GoVersion(Integer.parseInt(line.group(1)), Integer.parseInt(line.group(2)));
    }

    /// The build's arguments, one a line of `build.args`.
    List<String> arguments() {
        return text("build.args").lines().filter(line -> !line.isBlank()).toList();
    }

    /// Writes all files into a folder, made if missing.
    void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private String text(String name) {
        byte[] content = files.get(name);
        if (content == null) {
            throw new UncheckedIOException(new IOException("The sandbox's sources lack " + name));
        }
        return new String(content, StandardCharsets.UTF_8);
    }
}
