package app.driftless.core.validate;

import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.ManifestFile;
import app.driftless.core.manifest.Manifests;
import app.driftless.core.manifest.SourceRange;
import app.driftless.core.manifest.YamlRoute;
import java.util.List;

/// Shorthand of the validator's tests.
final class Checked {
    static final SchemaSets SETS = new SchemaSets();

    private Checked() {}

    static ManifestFile parse(String text) {
        return Manifests.parser().parse("test.yaml", text, YamlRoute.RAW);
    }

    static List<Finding> findings(String text) {
        return findings(text, FileRole.OBJECTS);
    }

    static List<Finding> findings(String text, FileRole role) {
        ManifestFile file = parse(text);
        SchemaSet schemas = SETS.with(SETS.newest(), file.resources());
        return new SchemaValidator().validate(file, schemas, role);
    }

    /// Each as `CODE line pointer [args]`.
    static List<String> told(String text) {
        return findings(text).stream().map(Checked::told).toList();
    }

    static String told(Finding f) {
        return f.code() + " " + f.range().map(SourceRange::line).orElse(0) + " "
                + f.pointer().map(Object::toString).orElse("-") + " "
                + f.message().args();
    }
}
