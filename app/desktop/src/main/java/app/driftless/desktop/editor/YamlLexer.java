package app.driftless.desktop.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Colours one line of YAML at a time. What a line needs to know of the lines above is one `int`, so an edit costs
/// the lines whose state it changes, not the file. Colours only: meaning comes from the parser of the engine.
public final class YamlLexer {
    /// The state before the first line.
    public static final int START = 0;

    private static final int DOUBLE_QUOTED = 1;
    private static final int SINGLE_QUOTED = 2;
    /// States from here on: inside a block scalar whose parent is indented by `state - BLOCK` columns.
    private static final int BLOCK = 100;

    private static final Pattern NUMBER = Pattern.compile(
            "[-+]?(?:0x[0-9a-fA-F_]+|0o?[0-7_]+|[0-9][0-9_]*(?:\\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|\\.inf|\\.nan)");
    private static final Pattern CONSTANT =
            Pattern.compile("true|false|yes|no|on|off|null|~|True|False|Yes|No|On|Off|TRUE|FALSE|NULL|Null");

    /// The tokens of a line, and the state in which the next line begins.
    public record Line(List<YamlToken> tokens, int next) {}

    private final String text;
    private final List<YamlToken> tokens = new ArrayList<>();
    private int at;
    private int next = START;

    private YamlLexer(String text) {
        this.text = text;
    }

    public static Line line(String text, int state) {
        var lexer = new YamlLexer(text);
        lexer.run(state);
        return new Line(List.copyOf(lexer.tokens), lexer.next);
    }

    private void run(int state) {
        int indent = indent();
        if (state >= BLOCK) {
            boolean blank = text.isBlank();
            if (blank || indent > state - BLOCK) {
                add(indent, text.length(), YamlToken.Kind.STRING);
                next = state;
                return;
            }
        } else if (state == DOUBLE_QUOTED || state == SINGLE_QUOTED) {
            char quote = state == DOUBLE_QUOTED ? '"' : '\'';
            if (!quotedRest(0, quote)) {
                next = state;
                return;
            }
        }
        at = at == 0 ? indent : at;
        if (at == 0 && (text.startsWith("---") || text.startsWith("...") || text.startsWith("%"))) {
            add(0, text.startsWith("%") ? text.length() : 3, YamlToken.Kind.REFERENCE);
            at = text.startsWith("%") ? text.length() : 3;
        }
        content(indent);
    }

    private void content(int lineIndent) {
        int parent = lineIndent;
        boolean expectKey = true;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t') {
                at++;
            } else if (c == '#' && (at == 0 || Character.isWhitespace(text.charAt(at - 1)))) {
                add(at, text.length(), YamlToken.Kind.COMMENT);
                at = text.length();
            } else if (c == '-' && endsWord(at + 1) && expectKey) {
                add(at, ++at, YamlToken.Kind.PUNCTUATION);
                parent = at - 1;
            } else if ("[]{},".indexOf(c) >= 0 || (c == ':' || c == '?') && endsWord(at + 1)) {
                add(at, ++at, YamlToken.Kind.PUNCTUATION);
                expectKey = c != ':';
            } else if (c == '&' || c == '*' || c == '!') {
                int end = wordEnd(at);
                add(at, end, YamlToken.Kind.REFERENCE);
                at = end;
            } else if ((c == '|' || c == '>') && isBlockHeader()) {
                add(at, text.length(), YamlToken.Kind.PUNCTUATION);
                at = text.length();
                next = BLOCK + parent;
                return;
            } else if (c == '"' || c == '\'') {
                int from = at;
                boolean closed = quotedRest(at + 1, c);
                if (closed && keyFollows()) {
                    recolour(from, YamlToken.Kind.KEY);
                    parent = Math.max(parent, from);
                }
                if (!closed) {
                    next = c == '"' ? DOUBLE_QUOTED : SINGLE_QUOTED;
                    return;
                }
            } else {
                parent = plain(expectKey, parent);
            }
        }
    }

    private int plain(boolean expectKey, int parent) {
        int from = at;
        int end = from;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c == ':' && endsWord(end + 1)
                    || c == '#' && end > from && Character.isWhitespace(text.charAt(end - 1))
                    || ",[]{}".indexOf(c) >= 0 && inFlow(from)) {
                break;
            }
            end++;
        }
        int trimmed = end;
        while (trimmed > from && Character.isWhitespace(text.charAt(trimmed - 1))) {
            trimmed--;
        }
        at = Math.max(end, from + 1);
        if (expectKey && end < text.length() && text.charAt(end) == ':') {
            add(from, trimmed, YamlToken.Kind.KEY);
            return Math.max(parent, from);
        }
        String word = text.substring(from, trimmed);
        YamlToken.Kind kind = NUMBER.matcher(word).matches()
                ? YamlToken.Kind.NUMBER
                : CONSTANT.matcher(word).matches() ? YamlToken.Kind.CONSTANT : YamlToken.Kind.STRING;
        add(from, trimmed, kind);
        return parent;
    }

    /// Colours up to the closing quote; false if the line ends before it.
    private boolean quotedRest(int from, char quote) {
        int start = from == 0 ? indent() : from - 1;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quote == '"') {
                i++;
            } else if (c == quote) {
                if (quote == '\'' && i + 1 < text.length() && text.charAt(i + 1) == '\'') {
                    i++;
                } else {
                    add(start, i + 1, YamlToken.Kind.STRING);
                    at = i + 1;
                    return true;
                }
            }
        }
        add(start, text.length(), YamlToken.Kind.STRING);
        at = text.length();
        return false;
    }

    private boolean inFlow(int before) {
        return tokens.stream()
                .anyMatch(t ->
                        t.end() <= before && "[{".indexOf(text.charAt(t.start())) >= 0 && t.end() == t.start() + 1);
    }

    private boolean isBlockHeader() {
        return text.substring(at).matches("[|>][-+0-9]*\\s*(#.*)?");
    }

    private boolean keyFollows() {
        int i = at;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        return i < text.length() && text.charAt(i) == ':' && endsWord(i + 1);
    }

    private void recolour(int start, YamlToken.Kind kind) {
        YamlToken last = tokens.removeLast();
        tokens.add(new YamlToken(start, last.end(), kind));
    }

    private boolean endsWord(int i) {
        return i >= text.length() || Character.isWhitespace(text.charAt(i));
    }

    private int wordEnd(int from) {
        int i = from;
        while (i < text.length() && !Character.isWhitespace(text.charAt(i)) && ",]}".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return Math.max(i, from + 1);
    }

    private int indent() {
        int i = 0;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    private void add(int start, int end, YamlToken.Kind kind) {
        if (end > start) {
            tokens.add(new YamlToken(start, end, kind));
        }
    }
}
