package app.driftless.core.plan;

import app.driftless.core.manifest.ResourceKey;

/// One object that another one names.
///
/// @param to the object that is named; without a namespace where its kind has none
/// @param ready whether it must be healthy first, not only be there
/// @param optional whether nothing is wrong if it is never there
public record Reference(ResourceKey to, Strength strength, boolean ready, boolean optional) {
    static Reference firm(String group, String kind, String namespace, String name) {
        return new Reference(new ResourceKey(group, kind, namespace, name), Strength.FIRM, false, false);
    }

    /// Something that may as well come later, or never.
    static Reference soft(String group, String kind, String namespace, String name) {
        return new Reference(new ResourceKey(group, kind, namespace, name), Strength.SOFT, false, true);
    }

    Reference with(Strength other) {
        return new Reference(to, other, ready, optional);
    }

    Reference whenReady() {
        return new Reference(to, strength, true, optional);
    }
}
