package app.driftless.core.diff;

import app.driftless.core.manifest.JsonPointer;
import java.util.ArrayList;
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
}
