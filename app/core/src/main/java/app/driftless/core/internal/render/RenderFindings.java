package app.driftless.core.internal.render;

import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.JsonPointer;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.manifest.Severity;
import app.driftless.core.manifest.SourceRange;
import app.driftless.core.problem.Message;
import java.util.Optional;

/// Makes findings whose texts are in the bundle `render`.
final class RenderFindings {
    private RenderFindings() {}

    static Finding about(Severity severity, String code, String path, Object... args) {
        return new Finding(
                severity, code, message(code, args), path, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Finding at(String code, Kustomization kustomization, JsonPointer pointer, Object... args) {
        Optional<SourceRange> range = kustomization.place(pointer);
        return new Finding(
                Severity.ERROR,
                code,
                message(code, args),
                kustomization.file(),
                range,
                Optional.empty(),
                Optional.of(pointer));
    }

    static Finding atKey(String code, Kustomization kustomization, JsonPointer pointer, Object... args) {
        return new Finding(
                Severity.ERROR,
                code,
                message(code, args),
                kustomization.file(),
                kustomization.keyPlace(pointer),
                Optional.empty(),
                Optional.of(pointer));
    }

    static Finding about(String code, String path, ResourceKey resource, Optional<SourceRange> range, Object... args) {
        return new Finding(
                Severity.ERROR, code, message(code, args), path, range, Optional.of(resource), Optional.empty());
    }

    private static Message message(String code, Object... args) {
        return Message.of("render", code, args);
    }
}
