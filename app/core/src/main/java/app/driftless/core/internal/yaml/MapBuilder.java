package app.driftless.core.internal.yaml;

import app.driftless.core.internal.yaml.Node.Entry;
import app.driftless.core.internal.yaml.Node.ListNode;
import app.driftless.core.internal.yaml.Node.MapNode;
import app.driftless.core.manifest.YamlRoute;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Puts the entries of a mapping together, with merge keys as the route reads them: for kubectl (go-yaml v2) a merge
/// overwrites what stands before it, for kustomize explicit keys always win.
final class MapBuilder {
    private final SourceText source;
    private final YamlRoute route;
    private final Findings findings;

    MapBuilder(SourceText source, YamlRoute route, Findings findings) {
        this.source = source;
        this.route = route;
        this.findings = findings;
    }

    Open open() {
        return new Open();
    }

    /// A mapping that is being read.
    final class Open {
        private final Map<String, Entry> entries = new LinkedHashMap<>();
        /// Explicit keys that a later merge has overwritten (RAW only); they still count as written.
        private final Map<String, Entry> overwritten = new LinkedHashMap<>();
        private final List<Node> merges = new ArrayList<>();
        private boolean merging;
        private int end = -1;

        void put(Entry entry) {
            end = Math.max(end, Math.max(entry.keyEnd(), entry.node().end()));
            Entry before =
                    overwritten.containsKey(entry.name()) ? overwritten.get(entry.name()) : entries.get(entry.name());
            if (before != null && !before.merged()) {
                findings.add(
                        YamlIssue.DUPLICATE_KEY,
                        source.range(entry.keyStart(), entry.keyEnd()),
                        entry.name(),
                        source.line(before.keyStart()));
            }
            entries.put(entry.name(), entry);
        }

        void merge(int keyStart, int keyEnd, Node value) {
            end = Math.max(end, Math.max(keyEnd, value.end()));
            if (merging) {
                findings.add(YamlIssue.DUPLICATE_KEY, source.range(keyStart, keyEnd), "<<", source.line(keyStart));
            }
            merging = true;
            List<Node> sources = value.resolved() instanceof ListNode list ? list.items() : List.of(value);
            for (Node node : sources) {
                if (!(node.resolved() instanceof MapNode)) {
                    findings.add(YamlIssue.MERGE_NOT_MAP, source.range(value.start(), value.end()));
                    return;
                }
            }
            if (route == YamlRoute.RAW) {
                sources.reversed().forEach(node -> overwrite((MapNode) node.resolved()));
            } else {
                merges.addAll(sources);
            }
        }

        private void overwrite(MapNode map) {
            for (Entry entry : map.entries().values()) {
                Entry before = entries.put(entry.name(), merged(entry));
                if (before != null && !before.merged()) {
                    overwritten.put(entry.name(), before);
                }
            }
        }

        MapNode close(int start, int flowEnd, boolean flow) {
            for (Node node : merges) {
                ((MapNode) node.resolved())
                        .entries()
                        .values()
                        .forEach(entry -> entries.putIfAbsent(entry.name(), merged(entry)));
            }
            long weight = 1;
            for (Entry entry : entries.values()) {
                weight += entry.node().weight();
            }
            return new MapNode(
                    start,
                    flow || end < 0 ? flowEnd : Math.max(start, end),
                    Collections.unmodifiableMap(entries),
                    flow,
                    Limits.weight(weight));
        }

        private static Entry merged(Entry entry) {
            return new Entry(entry.name(), entry.keyStart(), entry.keyEnd(), entry.node(), true);
        }
    }
}
