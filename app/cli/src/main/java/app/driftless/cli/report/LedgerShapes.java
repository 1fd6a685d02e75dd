package app.driftless.cli.report;

import app.driftless.core.diff.Difference;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.sync.ObjectResult;
import app.driftless.core.sync.SyncDetails;
import app.driftless.core.sync.SyncReport;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The stable JSON of the ledger (`docs/cli-schema.json`). Values of secrets are masked already.
public final class LedgerShapes {
    private LedgerShapes() {}

    /// @param all the ledger, which knows what was undone since
    public static List<Map<String, @Nullable Object>> list(List<SyncReport> shown, List<SyncReport> all) {
        return shown.stream().map(report -> head(report, all)).toList();
    }

    /// One sync with its results, and each object that it wrote, before and after.
    public static Map<String, @Nullable Object> details(SyncDetails details, List<SyncReport> all) {
        Map<String, @Nullable Object> object = head(details.report(), all);
        object.put("kept", details.kept());
        object.put(
                "results",
                details.report().results().stream()
                        .map(result -> result(result, details.of(result.key())))
                        .toList());
        return object;
    }

    /// The sync that took this one back, if one did.
    static Optional<String> undoneBy(SyncReport report, List<SyncReport> all) {
        return all.stream()
                .filter(other -> other.undoes().equals(Optional.of(report.id())))
                .map(SyncReport::id)
                .findFirst();
    }

    private static Map<String, @Nullable Object> head(SyncReport report, List<SyncReport> all) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("id", report.id());
        object.put("environment", report.environment());
        object.put("cluster", report.cluster());
        object.put("commit", report.commit().id());
        object.put("subject", report.commit().subject());
        object.put("startedAt", report.startedAt().toString());
        object.put("endedAt", report.endedAt().toString());
        object.put("cancelled", report.cancelled());
        object.put("undoes", report.undoes().orElse(null));
        object.put("undoneBy", undoneBy(report, all).orElse(null));
        for (ObjectResult.Outcome outcome : ObjectResult.Outcome.values()) {
            object.put(outcome.name().toLowerCase(Locale.ROOT), report.count(outcome));
        }
        object.put("error", report.problem().map(Shapes::problem).orElse(null));
        return object;
    }

    private static Map<String, @Nullable Object> result(ObjectResult result, Optional<ResourceDiff> written) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("object", Shapes.object(result.key()));
        object.put("action", Shapes.name(result.action()));
        object.put("outcome", result.outcome().name().toLowerCase(Locale.ROOT));
        object.put("at", result.at().toString());
        object.put("error", result.problem().map(Shapes::problem).orElse(null));
        object.put("health", result.health().map(Shapes::health).orElse(null));
        object.put("known", written.isPresent());
        object.put("before", written.flatMap(ResourceDiff::live).orElse(null));
        object.put("after", written.flatMap(ResourceDiff::predicted).orElse(null));
        object.put(
                "changes",
                written.map(ResourceDiff::differences).orElse(List.of()).stream()
                        .map(LedgerShapes::change)
                        .toList());
        return object;
    }

    private static Map<String, @Nullable Object> change(Difference difference) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("path", difference.path().toString());
        object.put("fieldPath", difference.fieldPath());
        Shapes.side(object, "before", difference.live());
        Shapes.side(object, "after", difference.predicted());
        object.put("manager", difference.manager().orElse(null));
        object.put("time", difference.time().map(Instant::toString).orElse(null));
        return object;
    }
}
