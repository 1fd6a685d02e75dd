package app.driftless.core.internal.yaml;

import app.driftless.core.internal.yaml.Node.AliasNode;
import app.driftless.core.internal.yaml.Node.ListNode;
import app.driftless.core.internal.yaml.Node.ScalarNode;
import app.driftless.core.internal.yaml.ScalarResolver.Resolved;
import app.driftless.core.manifest.YamlRoute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;

/// Makes nodes of SnakeYAML's events, within [Limits]. One per file; one thread.
final class Composer {
    /// A boolean word or date that kubectl and kustomize read differently.
    ///
    /// @param text what is written
    record Ambiguity(int start, int end, String text) {
        /// Whether it is a word such as `no`, which may be told; a number may be a secret.
        boolean word() {
            return text.length() <= 5 && text.chars().allMatch(c -> Character.isLetter(c) || c == '~');
        }
    }

    private final SourceText source;
    private final int shift;
    private final Parser events;
    private final ScalarResolver resolver;
    private final KeyNames keys;
    private final Findings findings;
    private final MapBuilder maps;
    /// The anchors of the document; empty while the anchored node is still open.
    private final Map<String, Optional<Node>> anchors = new HashMap<>();
    private List<Ambiguity> ambiguities = new ArrayList<>();
    private int depth;
    private long aliased;

    /// @param shift where the text that `events` reads begins within `source`
    Composer(SourceText source, int shift, Parser events, YamlRoute route, Findings findings) {
        this.source = source;
        this.shift = shift;
        this.events = events;
        this.resolver = new ScalarResolver(route);
        this.keys = new KeyNames(resolver, route);
        this.findings = findings;
        this.maps = new MapBuilder(source, route, findings);
    }

    /// The root of the next document, if there is one.
    ///
    /// @throws Refused where the file can't be read on
    Optional<Node> next() {
        while (!events.checkEvent(Event.ID.DocumentStart)) {
            if (events.checkEvent(Event.ID.StreamEnd)) {
                return Optional.empty();
            }
            events.getEvent();
        }
        events.getEvent();
        anchors.clear();
        ambiguities = new ArrayList<>();
        depth = 0;
        return Optional.of(node());
    }

    /// What was ambiguous in the document that [#next()] returned last.
    List<Ambiguity> ambiguities() {
        return ambiguities;
    }

    private Node node() {
        Event event = events.getEvent();
        return switch (event) {
            case AliasEvent alias -> alias(alias);
            case ScalarEvent scalar -> anchored(scalar, scalar(scalar));
            case SequenceStartEvent start -> anchored(start, list(start));
            case MappingStartEvent start -> anchored(start, map(start));
            default ->
                throw new Refused(
                        YamlIssue.SYNTAX,
                        offset(event.getStartMark()),
                        offset(event.getEndMark()),
                        event.getEventId().toString());
        };
    }

    private Node anchored(NodeEvent event, Node node) {
        if (event.getAnchor() != null) {
            anchors.put(event.getAnchor(), Optional.of(node));
        }
        return node;
    }

    private Node alias(AliasEvent event) {
        int start = offset(event.getStartMark());
        int end = offset(event.getEndMark());
        Optional<Node> target = anchors.get(event.getAnchor());
        if (target == null) {
            throw new Refused(YamlIssue.UNKNOWN_ALIAS, start, end);
        }
        Node node = target.orElseThrow(() -> new Refused(YamlIssue.ALIAS_CYCLE, start, end, event.getAnchor()));
        aliased += node.weight();
        if (aliased > Limits.ALIASED) {
            throw new Refused(
                    YamlIssue.ALIASES_EXPAND, start, end, event.getAnchor(), source.line(node.start()), Limits.ALIASED);
        }
        return new AliasNode(start, end, node);
    }

    private Node scalar(ScalarEvent event) {
        int start = offset(event.getStartMark());
        int end = trimmed(start, offset(event.getEndMark()));
        String text = event.getValue();
        if (text.length() > Limits.SCALAR) {
            throw new Refused(YamlIssue.SCALAR_TOO_LONG, start, start, text.length(), Limits.SCALAR);
        }
        boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
        return new ScalarNode(start, end, value(event, text, plain, start, end), plain);
    }

    private @Nullable Object value(ScalarEvent event, String text, boolean plain, int start, int end) {
        Resolved resolved = resolver.resolve(text, event.getTag(), plain);
        return switch (resolved) {
            case Resolved.Value value -> {
                if (value.ambiguous()) {
                    ambiguities.add(new Ambiguity(start, end, text));
                }
                yield value.json();
            }
            case Resolved.NotJson _ -> {
                findings.add(YamlIssue.NOT_JSON_NUMBER, source.range(start, end), text);
                yield null;
            }
            case Resolved.Mistagged mistagged -> {
                findings.add(YamlIssue.MISTAGGED, source.range(start, end), mistagged.tag());
                yield text;
            }
            case Resolved.TooManyDigits number -> {
                findings.add(YamlIssue.NUMBER_TOO_LONG, source.range(start, end), number.digits(), Limits.DIGITS);
                yield text;
            }
        };
    }

    private Node list(SequenceStartEvent start) {
        enter(start);
        var items = new ArrayList<Node>();
        long weight = 1;
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            Node item = node();
            weight += item.weight();
            items.add(item);
        }
        Event last = events.getEvent();
        depth--;
        boolean flow = start.getFlowStyle() == FlowStyle.FLOW;
        int from = offset(start.getStartMark());
        int end = flow || items.isEmpty()
                ? offset(last.getEndMark())
                : Math.max(from, items.getLast().end());
        return new ListNode(from, end, List.copyOf(items), flow, Limits.weight(weight));
    }

    private Node map(MappingStartEvent start) {
        enter(start);
        MapBuilder.Open open = maps.open();
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            if (!events.checkEvent(Event.ID.Scalar)) {
                Event key = events.getEvent();
                throw new Refused(YamlIssue.KEY_IS_COLLECTION, offset(key.getStartMark()), offset(key.getEndMark()));
            }
            var key = (ScalarEvent) events.getEvent();
            boolean plain = key.getScalarStyle() == ScalarStyle.PLAIN;
            int from = offset(key.getStartMark());
            int to = offset(key.getEndMark());
            refuseGlued(start, plain, to);
            Node value = node();
            if (plain
                    && key.getValue().equals("<<")
                    && (key.getTag() == null || key.getTag().endsWith("merge"))) {
                open.merge(from, to, value);
            } else {
                String name = keys.name(key.getValue(), key.getTag(), plain).orElseGet(() -> {
                    findings.add(YamlIssue.KEY_NOT_TEXT, source.range(from, to), key.getValue());
                    return key.getValue();
                });
                open.put(new Node.Entry(name, from, to, value, false));
            }
        }
        Event last = events.getEvent();
        depth--;
        boolean flow = start.getFlowStyle() == FlowStyle.FLOW;
        return open.close(offset(start.getStartMark()), offset(last.getEndMark()), flow);
    }

    /// `{key:[1]}` or `{key:}`: a key to SnakeYAML; a mistake, or a key with a colon, to kubectl and kustomize.
    private void refuseGlued(MappingStartEvent start, boolean plain, int keyEnd) {
        String text = source.text();
        if (plain
                && start.getFlowStyle() == FlowStyle.FLOW
                && text.startsWith(":", keyEnd)
                && keyEnd + 1 < text.length()
                && !Character.isWhitespace(text.charAt(keyEnd + 1))) {
            throw new Refused(YamlIssue.MISSING_SPACE, keyEnd, keyEnd + 1);
        }
    }

    private void enter(NodeEvent start) {
        if (++depth > Limits.DEPTH) {
            throw new Refused(
                    YamlIssue.TOO_DEEP, offset(start.getStartMark()), offset(start.getEndMark()), Limits.DEPTH);
        }
        if (start.getAnchor() != null) {
            anchors.put(start.getAnchor(), Optional.empty());
        }
    }

    private int offset(Mark mark) {
        return source.offset(mark.getIndex() + shift);
    }

    /// Block scalars end after their line; their place ends with their text.
    private int trimmed(int start, int end) {
        int to = end;
        while (to > start && Character.isWhitespace(source.text().charAt(to - 1))) {
            to--;
        }
        return to;
    }
}
