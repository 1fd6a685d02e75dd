package app.driftless.core.sandbox;

import java.util.List;

/// What kind of sandbox cluster is wanted.
///
/// @param name part of its context's name (`sandbox-<name>`) and of its folder; lower-case letters, digits and `-`
/// @param controllers whether workloads really roll out: controller manager, scheduler, and nodes played by kwok;
///     not granted where the programs come from `KUBEBUILDER_ASSETS`, as [SandboxState.Running#controllers] tells
/// @param detached whether it lives on when this process ends; else it dies with it, however that ends
/// @param arguments further arguments of `driftless-sandbox up`
public record SandboxSpec(String name, boolean controllers, boolean detached, List<String> arguments) {
    public SandboxSpec {
        if (!isName(name)) {
            throw new IllegalArgumentException("Not a sandbox name: " + name);
        }
        arguments = List.copyOf(arguments);
    }

    /// Whether a cluster may be named so.
    public static boolean isName(String name) {
        return name.matches("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");
    }

    /// A full cluster that ends with this process.
    public static SandboxSpec attached(String name) {
        return new SandboxSpec(name, true, false, List.of());
    }
}
