package app.driftless.core.diff;

import app.driftless.core.manifest.JsonPointer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One place of an object, seen in desired, live and predicted at once, with those who own it.
///
/// @param pointer into live if it is there, else into predicted, else into desired
/// @param claims what the field managers say of it
record Place(
        FieldPath path,
        JsonPointer pointer,
        Difference.Side desired,
        Difference.Side live,
        Difference.Side predicted,
        List<Claim> claims) {
    /// @param inLive from live's managedFields; else from predicted's, which only say how lists are merged
    /// @param node null below a field that is owned as a whole
    record Claim(
            Ownership.Entry entry, boolean inLive, @Nullable FieldSet node) {}

    static Place root(
            Map<String, Object> desired,
            Map<String, Object> live,
            Map<String, Object> predicted,
            Ownership inLive,
            Ownership inPredicted) {
        var claims = new ArrayList<Claim>();
        inLive.entries().forEach(entry -> claims.add(new Claim(entry, true, entry.fields())));
        inPredicted.entries().forEach(entry -> claims.add(new Claim(entry, false, entry.fields())));
        return new Place(
                FieldPath.ROOT,
                JsonPointer.ROOT,
                Difference.Side.of(desired),
                Difference.Side.of(live),
                Difference.Side.of(predicted),
                List.copyOf(claims));
    }

    Place field(String name) {
        var element = new PathElement.Field(name);
        return new Place(
                path.child(element),
                pointer.child(name),
                element.in(desired.value()),
                element.in(live.value()),
                element.in(predicted.value()),
                claimsOf(element));
    }

    /// An item of a list, by its key in desired (which may leave key fields out) and by that of the server.
    Place item(PathElement key, ItemKeys keys, List<PathElement> desiredKeys) {
        int inDesired = desiredKeys.indexOf(key);
        int inLive = index(live, key, keys);
        int inPredicted = index(predicted, key, keys);
        int shown = inLive >= 0 ? inLive : inPredicted >= 0 ? inPredicted : inDesired;
        return new Place(
                path.child(key),
                pointer.child(shown),
                at(desired, inDesired),
                at(live, inLive),
                at(predicted, inPredicted),
                claimsOf(key));
    }

    private static int index(Difference.Side side, PathElement key, ItemKeys keys) {
        if (side.value() instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                if (key.equals(keys.key(list.get(i)))) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static Difference.Side at(Difference.Side side, int index) {
        return index >= 0 && side.value() instanceof List<?> list
                ? Difference.Side.of(list.get(index))
                : Difference.Side.ABSENT;
    }

    private List<Claim> claimsOf(PathElement element) {
        var named = new ArrayList<Claim>();
        var whole = new ArrayList<Claim>();
        for (Claim claim : claims) {
            FieldSet node = claim.node();
            FieldSet child = node == null ? null : node.child(element);
            if (child != null) {
                named.add(new Claim(claim.entry(), claim.inLive(), child));
            } else if (node == null || node.isLeaf()) {
                whole.add(new Claim(claim.entry(), claim.inLive(), null));
            }
        }
        // `f:emptyDir: {}` owns the empty map alone if somebody else owns a field in it, else all that is in it.
        if (named.isEmpty()) {
            return whole;
        }
        return named;
    }

    List<FieldSet> nodes() {
        var nodes = new ArrayList<FieldSet>();
        for (Claim claim : claims) {
            if (claim.node() != null) {
                nodes.add(claim.node());
            }
        }
        return nodes;
    }

    boolean ours() {
        return claims.stream().anyMatch(claim -> claim.inLive() && claim.entry().ours());
    }

    /// The other managers that own it, or something in it, in live.
    List<Ownership.Entry> others() {
        return claims.stream()
                .filter(claim -> claim.inLive() && !claim.entry().ours())
                .map(Claim::entry)
                .toList();
    }

    boolean settled() {
        return live.present() == predicted.present() && Canonical.same(live.value(), predicted.value());
    }

    /// Our own claims of it in live: one mostly, none, or those of managers that we inherit from too.
    List<Claim> ourClaims() {
        return claims.stream()
                .filter(claim -> claim.inLive() && claim.entry().ours())
                .toList();
    }

    /// Whether one of these managers (globs) owns all of it in live, not just something in it.
    boolean ownedWholly(List<String> managers) {
        return claims.stream()
                .filter(claim -> claim.inLive()
                        && !claim.entry().ours()
                        && (claim.node() == null || claim.node().isLeaf()))
                .anyMatch(claim -> managers.stream()
                        .anyMatch(glob -> Glob.matches(glob, claim.entry().manager())));
    }

    /// The places below, or null where the value is one whole.
    @Nullable
    List<Place> children() {
        if (all(Map.class)) {
            var names = new LinkedHashSet<String>();
            for (Difference.Side side : sides()) {
                if (side.value() instanceof Map<?, ?> map) {
                    map.keySet().forEach(key -> names.add(String.valueOf(key)));
                }
            }
            return names.stream().map(this::field).toList();
        }
        if (!(keys() instanceof ItemKeys keys)) {
            return null;
        }
        var held = new LinkedHashSet<PathElement>();
        held.addAll(keysIn(live, keys));
        held.addAll(keysIn(predicted, keys));
        List<PathElement> wanted =
                desired.value() instanceof List<?> list ? keys.keysOf(list, List.copyOf(held)) : List.of();
        held.addAll(wanted);
        return held.stream().map(key -> item(key, keys, wanted)).toList();
    }

    private @Nullable ItemKeys keys() {
        if (!all(List.class)) {
            return null;
        }
        var elements = path.elements();
        String field = !elements.isEmpty() && elements.getLast() instanceof PathElement.Field(String name) ? name : "";
        ItemKeys keys = ItemKeys.of(nodes(), field, sides());
        return keys instanceof ItemKeys.Atomic ? null : keys;
    }

    private static List<PathElement> keysIn(Difference.Side side, ItemKeys keys) {
        var found = new ArrayList<PathElement>();
        if (side.value() instanceof List<?> list) {
            for (Object item : list) {
                PathElement key = keys.key(item);
                if (key != null) {
                    found.add(key);
                }
            }
        }
        return found;
    }

    /// Whether an apply would put the items that stay into another order.
    boolean reordered() {
        if (!(keys() instanceof ItemKeys keys)) {
            return false;
        }
        var before = keysIn(live, keys);
        var after = keysIn(predicted, keys);
        before.retainAll(after);
        after.retainAll(before);
        return !before.equals(after);
    }

    private boolean all(Class<?> type) {
        return sides().stream().allMatch(side -> !side.present() || type.isInstance(side.value()));
    }

    private List<Difference.Side> sides() {
        return List.of(desired, live, predicted);
    }
}
