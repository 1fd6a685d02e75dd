package app.driftless.core.internal.predict;

import app.driftless.core.diff.Canonical;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lays desired over live as server-side apply does (structured-merge-diff's `Merge`), and notes which values that
/// are there already it changes. Used once.
final class Merge {
    private final FieldTree ours;
    private final List<FieldTree> others;
    private final List<Where> changed = new ArrayList<>();
    private boolean guessed;

    /// @param ours what we own in live
    /// @param others what each other manager owns
    Merge(FieldTree ours, List<FieldTree> others) {
        this.ours = ours;
        this.others = List.copyOf(others);
    }

    /// A place.
    ///
    /// @param steps as `fieldsV1` spells them
    record Where(List<String> steps, String text) {
        static final Where ROOT = new Where(List.of(), "");

        Where below(Step step) {
            var longer = new ArrayList<>(steps);
            longer.add(step.id());
            return new Where(List.copyOf(longer), text + step.text());
        }

        String field() {
            return !steps.isEmpty() && steps.getLast().startsWith("f:")
                    ? steps.getLast().substring(2)
                    : "";
        }
    }

    /// One place in the objects that count.
    ///
    /// @param inLive whether live has it at all; then it may still be null
    /// @param baseline desired at the commit that was synced last; null if unknown
    record Values(
            @Nullable Object desired,
            boolean inLive,
            @Nullable Object live,
            @Nullable Object baseline) {
        Values field(String name) {
            return new Values(
                    of(desired, name),
                    live instanceof Map<?, ?> map && map.containsKey(name),
                    of(live, name),
                    of(baseline, name));
        }

        private static @Nullable Object of(@Nullable Object map, String name) {
            return map instanceof Map<?, ?> known ? known.get(name) : null;
        }
    }

    /// Values that were there and are replaced.
    List<Where> changed() {
        return changed;
    }

    /// Whether anything was taken for granted that only the server knows.
    boolean guessed() {
        return guessed;
    }

    @Nullable
    Object merge(Where where, Values values, Schema schema) {
        return switch (schema.form(values.desired())) {
            case LEAF -> leaf(where, values, schema);
            case MAP -> map(where, values, schema);
            case KEYED, SET -> list(where, values, schema);
        };
    }

    private @Nullable Object leaf(Where where, Values values, Schema schema) {
        Object desired = values.desired();
        Object live = values.live();
        if (desired == null) {
            guessed = true;
            return null;
        }
        if (!values.inLive() || Canonical.same(desired, live)) {
            return values.inLive() ? live : desired;
        }
        if (mutatedUnseen(where, values)) {
            guessed = true;
            return live;
        }
        // Another spelling is another value as far as owners are concerned.
        changed.add(where);
        if (Whole.meansSameQuantity(desired, live, schema)) {
            return live;
        }
        var whole = new Whole();
        Object completed = whole.completed(where.field(), desired, live, schema);
        guessed |= whole.guessed();
        return completed;
    }

    /// A value of ours that is not what we sent, though nobody else claims it: admission changed it on its way.
    private boolean mutatedUnseen(Where where, Values values) {
        return values.baseline() != null
                && Canonical.same(values.baseline(), values.desired())
                && ours.contains(where.steps())
                && others.stream().noneMatch(other -> other.contains(where.steps()));
    }

    private Map<String, @Nullable Object> map(Where where, Values values, Schema schema) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        if (values.live() instanceof Map<?, ?> live) {
            live.forEach((key, value) -> merged.put(String.valueOf(key), value));
        }
        for (Object key : Items.entries(values.desired()).keySet()) {
            String name = String.valueOf(key);
            Values below = values.field(name);
            guessed |= !schema.allows(name);
            if (!below.inLive()
                    && Canonical.isEmpty(below.desired())
                    && below.desired() != null
                    && !schema.isCustom()) {
                // What is empty leaves no trace in a type of Go.
                guessed = true;
                continue;
            }
            merged.put(name, merge(where.below(Step.field(name)), below, schema.field(name)));
        }
        return merged;
    }

    private @Nullable Object list(Where where, Values values, Schema schema) {
        Map<Step, @Nullable Object> live = Items.index(values.live(), schema);
        Map<Step, @Nullable Object> desired = Items.index(values.desired(), schema);
        Map<Step, @Nullable Object> baseline = Items.index(values.baseline(), schema);
        if (live == null || desired == null) {
            // Two items of one name: what becomes of them is the server's business.
            guessed = true;
            return leaf(where, values, schema);
        }
        var merged = new ArrayList<@Nullable Object>();
        for (Step step : order(List.copyOf(live.keySet()), List.copyOf(desired.keySet()))) {
            if (!desired.containsKey(step)) {
                merged.add(live.get(step));
                continue;
            }
            var item = new Values(
                    desired.get(step),
                    live.containsKey(step),
                    live.get(step),
                    baseline == null ? null : baseline.get(step));
            merged.add(step.id().startsWith("v:") ? item.desired() : merge(where.below(step), item, schema.items()));
        }
        return merged;
    }

    /// Where the items end up: those of both in the order of desired, the others about where they were.
    private static List<Step> order(List<Step> live, List<Step> desired) {
        Set<Step> ordered = new LinkedHashSet<>();
        List<Step> shared = new ArrayList<>(desired);
        shared.retainAll(live);
        int next = 0;
        int l = 0;
        int d = 0;
        while (l < live.size() || d < desired.size()) {
            if (l < live.size() && d < desired.size()) {
                Step step = live.get(l);
                if (step.equals(desired.get(d))) {
                    ordered.add(step);
                    l++;
                    d++;
                    next++;
                    continue;
                }
                if (desired.contains(step)
                        && next < shared.size()
                        && !shared.get(next).equals(step)) {
                    l++;
                    continue;
                }
            }
            if (l < live.size()) {
                Step step = live.get(l);
                if (!desired.contains(step)) {
                    ordered.add(step);
                    l++;
                    continue;
                }
                if (ordered.contains(step)) {
                    l++;
                }
            }
            if (d < desired.size()) {
                Step step = desired.get(d);
                ordered.add(step);
                d++;
                if (next < shared.size() && shared.get(next).equals(step)) {
                    next++;
                }
            }
        }
        return List.copyOf(ordered);
    }
}
