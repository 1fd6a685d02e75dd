package app.driftless.core.diff;

import java.util.List;

/// Fields that an apply first takes over from an older manager of the same object, so that what the repository drops
/// really goes: a line of the plan of its own.
///
/// Taken over **without asking**, and only while an object is adopted (we have no apply of our own on it yet), is
/// what `kubectl` wrote out of manifests: the managers `kubectl-client-side-apply`, `kubectl-create`,
/// `kubectl-replace`, `before-first-apply`; and at any time what we ourselves wrote by other means than an apply.
/// Other tools that wrote by update (Helm 3, Terraform, a pipeline's client) only where a person consented to them by
/// name: their next run would write the fields again. Never what people edited (`kubectl-edit`, `kubectl-patch`: that
/// is drift), never what anybody *applied* (those managers keep their fields by themselves), and never a subresource.
///
/// kubectl's annotation `last-applied-configuration` goes with its fields: it describes a manager that is gone.
///
/// @param manager as managedFields names it
/// @param fields in the notation of managedFields, in order
public record Migration(String manager, List<String> fields) {
    public Migration {
        fields = List.copyOf(fields);
    }
}
