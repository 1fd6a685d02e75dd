package app.driftless.testkit.arch;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;

/// The packages of the engine, each with the adapter that it alone builds: a door and the room behind it are one
/// slice.
/// Adapters that `Engine` builds stand for themselves.
final class CoreSlices implements SliceAssignment {
    private static final String CORE = "app.driftless.core.";
    private static final Map<String, String> DOORS = Map.of(
            "yaml", "manifest", "schema", "validate", "kube", "cluster", "git", "internal.git", "fs", "internal.fs");

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(CORE)) {
            return SliceIdentifier.ignore();
        }
        String[] parts = name.substring(CORE.length()).split("\\.");
        boolean adapter = parts[0].equals("internal") && parts.length > 1;
        return SliceIdentifier.of(adapter ? DOORS.getOrDefault(parts[1], parts[1]) : parts[0]);
    }

    @Override
    public String getDescription() {
        return "packages of core with their adapters";
    }
}
