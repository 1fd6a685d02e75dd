package app.driftless.core.internal.predict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A set of fields as managedFields write it (`fieldsV1`): each step by its own spelling (`f:name`, `k:{…}`, `v:…`).
/// Filled once, then only read.
final class FieldTree {
    private static final String ITSELF = ".";
    private final Map<String, FieldTree> children = new TreeMap<>();
    private boolean member;

    static FieldTree read(@Nullable Object fieldsV1) {
        var tree = new FieldTree();
        if (fieldsV1 instanceof Map<?, ?> map) {
            map.forEach((step, below) -> {
                if (step.equals(ITSELF)) {
                    tree.member = true;
                } else {
                    FieldTree child = read(below);
                    child.member |= child.children.isEmpty();
                    tree.children.put(String.valueOf(step), child);
                }
            });
        }
        return tree;
    }

    /// What an apply of this value claims.
    static FieldTree of(@Nullable Object value, Schema schema) {
        var tree = new FieldTree();
        tree.claim(value, schema);
        return tree;
    }

    private void claim(@Nullable Object value, Schema schema) {
        switch (schema.form(value)) {
            case LEAF -> member = true;
            case MAP -> {
                for (Map.Entry<?, ?> entry : Items.entries(value).entrySet()) {
                    String name = String.valueOf(entry.getKey());
                    FieldTree child = grow(Step.field(name).id());
                    child.claim(entry.getValue(), schema.field(name));
                    child.member |= !schema.declares(name) || isNothing(entry.getValue());
                }
            }
            case KEYED, SET -> {
                for (Object item : Items.listed(value)) {
                    Step step = Items.step(item, schema);
                    if (step == null) {
                        member = true;
                        continue;
                    }
                    FieldTree child = grow(step.id());
                    child.claim(item, schema.items());
                    child.member = true;
                }
            }
        }
    }

    private static boolean isNothing(@Nullable Object value) {
        return value == null || (value instanceof Map<?, ?> map && map.isEmpty());
    }

    private FieldTree grow(String step) {
        return children.computeIfAbsent(step, _ -> new FieldTree());
    }

    @Nullable
    FieldTree child(String step) {
        return children.get(step);
    }

    boolean isMember() {
        return member;
    }

    boolean isEmpty() {
        return !member && children.isEmpty();
    }

    Map<String, FieldTree> children() {
        return children;
    }

    /// Whether it names this very place.
    boolean contains(List<String> path) {
        FieldTree at = this;
        for (String step : path) {
            FieldTree next = at.children.get(step);
            if (next == null) {
                return false;
            }
            at = next;
        }
        return at.member;
    }

    /// Only what is there in a value.
    FieldTree within(@Nullable Object value) {
        var there = new FieldTree();
        there.member = member;
        children.forEach((step, below) -> Step.read(step).in(value).ifPresent(found -> {
            FieldTree rest = below.within(found);
            if (!rest.isEmpty()) {
                there.children.put(step, rest);
            }
        }));
        return there;
    }

    /// Every place in it, as messages spell them.
    List<String> texts() {
        var texts = new ArrayList<String>();
        spell("", texts);
        return List.copyOf(texts);
    }

    private void spell(String at, List<String> into) {
        if (member && children.isEmpty()) {
            into.add(at);
        }
        children.forEach((step, below) -> below.spell(at + Step.read(step).text(), into));
    }

    FieldTree with(FieldTree other) {
        var both = new FieldTree();
        both.add(this);
        both.add(other);
        return both;
    }

    private void add(FieldTree other) {
        member |= other.member;
        other.children.forEach((step, below) -> grow(step).add(below));
    }

    FieldTree without(List<String> path) {
        var rest = new FieldTree();
        rest.add(this);
        rest.drop(path, 0);
        return rest;
    }

    private void drop(List<String> path, int depth) {
        if (depth == path.size()) {
            member = false;
            return;
        }
        FieldTree below = children.get(path.get(depth));
        if (below != null) {
            below.drop(path, depth + 1);
            if (below.isEmpty()) {
                children.remove(path.get(depth));
            }
        }
    }

    Map<String, Object> fieldsV1() {
        Map<String, Object> json = new LinkedHashMap<>();
        children.forEach((step, below) -> {
            Map<String, Object> child = below.fieldsV1();
            if (below.member && !below.children.isEmpty()) {
                child.put(ITSELF, Map.of());
            }
            json.put(step, child);
        });
        return json;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldTree tree && member == tree.member && children.equals(tree.children);
    }

    @Override
    public int hashCode() {
        return children.hashCode() * 2 + (member ? 1 : 0);
    }
}
