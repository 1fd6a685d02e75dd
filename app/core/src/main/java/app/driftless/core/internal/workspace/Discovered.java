package app.driftless.core.internal.workspace;

import app.driftless.core.internal.render.RepoPaths;
import app.driftless.core.render.RenderMode;
import app.driftless.core.workspace.Environment;
import app.driftless.core.workspace.Protection;
import app.driftless.core.workspace.SyncPolicy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What the discoveries share: how a found environment looks, and which names people use.
final class Discovered {
    /// Folders whose folders are environments.
    static final Set<String> PARENTS = Set.of("overlays", "env", "envs", "environments", "clusters");

    private static final Pattern NAMES = Pattern.compile(
            "(?i)(dev|develop|development|test|testing|qa|uat|int|integration|stage|staging|stg|preprod|pre-prod|preview"
                    + "|prod|production|prd|live|demo|sandbox|canary|dr)([-_.].+)?");

    private Discovered() {}

    static boolean isEnvironmentName(String folder) {
        return NAMES.matcher(folder).matches();
    }

    /// Observed only, under one cluster name that equals its own.
    static Environment environment(String path, RenderMode mode, String foundBy) {
        String name = path.isEmpty() ? "default" : clean(RepoPaths.nameOf(path));
        return new Environment(
                name,
                path,
                mode,
                List.of(name),
                SyncPolicy.observing(),
                Protection.CONFIRM,
                Optional.empty(),
                Optional.empty(),
                foundBy);
    }

    static String clean(String folder) {
        String name = folder.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
        return name.isEmpty() ? "environment" : name;
    }
}
