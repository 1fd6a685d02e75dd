package app.driftless.core.internal.workspace;

import app.driftless.core.manifest.Document;
import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.ManifestFile;
import app.driftless.core.manifest.ManifestParser;
import app.driftless.core.manifest.Severity;
import app.driftless.core.manifest.YamlRoute;
import app.driftless.core.repo.FileTree;
import app.driftless.core.validate.FileRole;
import app.driftless.core.validate.SchemaSets;
import app.driftless.core.validate.SchemaValidator;
import app.driftless.core.workspace.Environment;
import app.driftless.core.workspace.Environments;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Reads `.driftless.yaml`. An environment with an error in it is left out: what can't be read in full means nothing,
/// never everything.
public final class WorkspaceFileReader {
    private static final JsonPointer IGNORE = JsonPointer.of("ignore");
    private static final JsonPointer TAKE_OVER = JsonPointer.of(IgnoreReader.TAKE_OVER);
    private static final JsonPointer ENVIRONMENTS = JsonPointer.of("environments");
    private final ManifestParser parser;

    private final SchemaSets schemas;

    public WorkspaceFileReader(ManifestParser parser, SchemaSets schemas) {
        this.parser = parser;
        this.schemas = schemas;
    }

    /// @param file the path of the file, which exists
    public Environments read(FileTree tree, String file) {
        String text = new String(tree.read(file), StandardCharsets.UTF_8);
        ManifestFile parsed = parser.parse(file, text, YamlRoute.RAW);
        var findings = new ArrayList<Finding>(parsed.findings());
        if (parsed.hasErrors() || parsed.documents().isEmpty()) {
            return new Environments(List.of(), findings, true);
        }
        Document document = parsed.documents().getFirst();
        List<Finding> typed = new SchemaValidator().validate(parsed, schemas.newest(), FileRole.OBJECTS);
        var check = new FieldCheck(file, document, typed);
        if (!(document.value() instanceof Map<?, ?> map) || !isWorkspace(map)) {
            check.report("WS-001", JsonPointer.ROOT);
        }
        if (parsed.documents().size() > 1) {
            check.report("WS-014", JsonPointer.ROOT);
        }
        EnvironmentReader.Rules forAll = document.value() instanceof Map<?, ?> top
                ? EnvironmentReader.Rules.read(check, JsonPointer.ROOT, top, EnvironmentReader.Rules.NONE)
                : EnvironmentReader.Rules.NONE;
        if (headerIsWrong(check)) {
            findings.addAll(check.findings());
            return new Environments(List.of(), findings, true);
        }
        List<Environment> environments = environments(tree, document, check, forAll);
        findings.addAll(check.findings());
        return new Environments(environments, findings, true);
    }

    private static boolean isWorkspace(Map<?, ?> map) {
        return SchemaSets.WORKSPACE.apiVersion().equals(map.get("apiVersion"))
                && SchemaSets.WORKSPACE.kind().equals(map.get("kind"))
                && map.get("environments") instanceof List;
    }

    /// Whether something outside the single environments is wrong: then none of it is believed.
    private static boolean headerIsWrong(FieldCheck check) {
        return check.anyUnder(IGNORE)
                || check.anyUnder(TAKE_OVER)
                || check.findings().stream()
                        .anyMatch(f -> f.severity() == Severity.ERROR
                                && f.pointer().map(p -> p.tokens().size() < 2).orElse(true));
    }

    private static List<Environment> environments(
            FileTree tree, Document document, FieldCheck check, EnvironmentReader.Rules forAll) {
        var read = new ArrayList<Placed>();
        List<?> items = (List<?>) Objects.requireNonNull(ENVIRONMENTS.in(document.value()));
        for (int i = 0; i < items.size(); i++) {
            JsonPointer at = ENVIRONMENTS.child(i);
            if (!check.anyUnder(at) && items.get(i) instanceof Map<?, ?> fields) {
                read.add(new Placed(at, new EnvironmentReader(check, at, fields, forAll).read()));
            }
        }
        checkNames(items, read, check);
        checkFolders(tree, read, check);
        checkPromotion(read, check);
        return read.stream()
                .filter(p -> !check.anyUnder(p.at()))
                .map(Placed::environment)
                .toList();
    }

    private record Placed(JsonPointer at, Environment environment) {}

    private static void checkNames(List<?> items, List<Placed> read, FieldCheck check) {
        Map<Object, Integer> uses = new HashMap<>();
        items.forEach(item -> {
            if (item instanceof Map<?, ?> fields && fields.get("name") instanceof String name) {
                uses.merge(name, 1, Integer::sum);
            }
        });
        Map<String, String> targets = new HashMap<>();
        for (Placed placed : read) {
            Environment environment = placed.environment();
            if (uses.getOrDefault(environment.name(), 0) > 1) {
                // None of them is believed: nobody can say which was meant.
                check.report("WS-005", placed.at().child("name"), environment.name());
            }
            for (String cluster : environment.clusters()) {
                String other = targets.putIfAbsent(environment.path() + "\n" + cluster, environment.name());
                if (other != null && !other.equals(environment.name())) {
                    check.report("WS-011", placed.at().child("clusters"), environment.path(), cluster, other);
                }
            }
        }
    }

    private static void checkFolders(FileTree tree, List<Placed> read, FieldCheck check) {
        for (Placed placed : read) {
            String folder = placed.environment().path();
            if (!check.anyUnder(placed.at()) && tree.files(folder).isEmpty()) {
                check.warn("WS-007", placed.at().child("path"), folder.isEmpty() ? "." : folder);
            }
        }
    }

    private static void checkPromotion(List<Placed> read, FieldCheck check) {
        Map<String, String> from = new HashMap<>();
        Set<String> names = new HashSet<>();
        read.forEach(p -> names.add(p.environment().name()));
        read.forEach(p -> p.environment()
                .promotedFrom()
                .ifPresent(source -> from.put(p.environment().name(), source)));
        for (Placed placed : read) {
            JsonPointer at = placed.at().child("promotedFrom");
            String name = placed.environment().name();
            String source = from.get(name);
            if (source == null) {
                continue;
            }
            if (!names.contains(source)) {
                check.report("WS-008", at, source);
                continue;
            }
            Set<String> seen = new HashSet<>(Set.of(name));
            while (source != null && seen.add(source)) {
                source = from.get(source);
            }
            if (name.equals(source)) {
                check.report("WS-012", at, name);
            }
        }
    }
}
