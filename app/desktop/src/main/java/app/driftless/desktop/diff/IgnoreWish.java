package app.driftless.desktop.diff;

import app.driftless.core.manifest.ResourceKey;
import java.util.List;
import java.util.Optional;

/// A rule that a person wants in `.driftless.yaml`.
///
/// @param environment in which it counts; empty for all
/// @param example the object that it was made from
/// @param here whether it is about that object only, else about all of its kind
/// @param fields in the notation of managedFields
/// @param managers of which everything is left alone
/// @param reason why, in a person's words
public record IgnoreWish(
        Optional<String> environment,
        ResourceKey example,
        boolean here,
        List<String> fields,
        List<String> managers,
        Optional<String> reason) {}
