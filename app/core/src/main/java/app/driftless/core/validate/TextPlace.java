package app.driftless.core.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Where the caret stands in a block-style YAML text that may be half typed, judged by lines and indentation only.
///
/// @param path the keys from the root to the mapping or list around the caret; `-` for a list item
/// @param key the key on the caret's line if the caret is in its value, else empty
/// @param typed what has been typed of the key or value
/// @param from where `typed` begins
/// @param column the column at which keys beside the caret begin
/// @param siblings the keys that the mapping has already
/// @param inItem whether the caret is right behind a dash, where a scalar may stand, too
/// @param apiVersion of the document, empty if it has none yet
/// @param kind of the document, empty if it has none yet
record TextPlace(
        List<String> path,
        Optional<String> key,
        String typed,
        int from,
        int column,
        Set<String> siblings,
        boolean inItem,
        String apiVersion,
        String kind) {
    static final String ITEM = "-";
    private static final Pattern WORD = Pattern.compile("[\\w./-]*");

    /// Empty where nothing can be said: in comments, quoted or block text, flow style.
    static Optional<TextPlace> at(String text, int offset) {
        return new Finder(text, offset).find();
    }

    private static final class Finder {
        private final List<TextLine> lines = new ArrayList<>();
        private final int offset;
        private int current;

        Finder(String text, int offset) {
            this.offset = offset;
            int start = 0;
            int line = 0;
            boolean after = false;
            while (start <= text.length()) {
                int end = text.indexOf('\n', start);
                end = end < 0 ? text.length() : end;
                String content = text.substring(start, end);
                content = content.endsWith("\r") ? content.substring(0, content.length() - 1) : content;
                if (content.startsWith("---") && (content.length() == 3 || content.charAt(3) == ' ')) {
                    if (after) {
                        break;
                    }
                    lines.clear();
                    line = 0;
                } else {
                    lines.add(TextLine.of(start, content));
                    if (offset >= start && offset <= end) {
                        current = line;
                        after = true;
                    }
                    line++;
                }
                start = end + 1;
            }
            if (!after) {
                current = -1;
            }
        }

        Optional<TextPlace> find() {
            if (current < 0) {
                return Optional.empty();
            }
            TextLine line = lines.get(current);
            int caret = Math.min(offset - line.start(), line.text().length());
            String before = line.text().substring(0, caret);
            var typing = TextLine.of(line.start(), before);
            boolean value =
                    !typing.key().isEmpty() && before.substring(typing.column()).matches("[^:]+:\\s+.*");
            String typed = value ? typing.value() : before.substring(Math.min(typing.column(), before.length()));
            if (!WORD.matcher(typed).matches()
                    || !value && !typing.key().isEmpty()
                    || before.strip().startsWith("#")) {
                return Optional.empty();
            }
            int column = before.isBlank() ? caret : typing.column();
            Optional<List<String>> path = path(typing, column);
            return path.map(keys -> new TextPlace(
                    keys,
                    value ? Optional.of(typing.key()) : Optional.empty(),
                    typed,
                    offset - typed.length(),
                    column,
                    siblings(column),
                    !value && !typing.dashes().isEmpty(),
                    root("apiVersion"),
                    root("kind")));
        }

        /// The way from the root, found by going up to ever smaller columns.
        private Optional<List<String>> path(TextLine typing, int column) {
            var path = new ArrayList<String>();
            int need = column;
            boolean beside = false;
            for (int i = typing.dashes().size() - 1; i >= 0; i--) {
                path.addFirst(ITEM);
                need = typing.dashes().get(i);
                beside = true;
            }
            for (int i = current - 1; i >= 0 && (need > 0 || beside); i--) {
                TextLine line = lines.get(i);
                if (line.isEmpty()) {
                    continue;
                }
                if (line.key().isEmpty() && line.dashes().isEmpty() && line.column() < need) {
                    return Optional.empty();
                }
                if (!line.key().isEmpty()
                        && (line.column() < need || beside && line.column() == need && line.opens())) {
                    if (!line.opens()) {
                        return Optional.empty();
                    }
                    path.addFirst(line.key());
                    need = line.column();
                    beside = false;
                }
                for (int d = line.dashes().size() - 1; d >= 0; d--) {
                    if (line.dashes().get(d) < need) {
                        path.addFirst(ITEM);
                        need = line.dashes().get(d);
                        beside = true;
                    }
                }
            }
            return Optional.of(path);
        }

        private Set<String> siblings(int column) {
            var found = new HashSet<String>();
            // A dash before the caret begins the item: what stands above belongs to another one.
            if (lines.get(current).dashes().isEmpty()) {
                for (int i = current - 1; i >= 0 && keep(lines.get(i), column, found); i--) {
                    if (lines.get(i).first() < column && !lines.get(i).isEmpty()) {
                        break;
                    }
                }
            }
            for (int i = current + 1; i < lines.size(); i++) {
                TextLine line = lines.get(i);
                if (!line.isEmpty() && line.first() < column) {
                    break;
                }
                keep(line, column, found);
            }
            return found;
        }

        /// Notes the line's key if it stands at the column; false if the line ends the mapping.
        private static boolean keep(TextLine line, int column, Set<String> found) {
            if (line.isEmpty()) {
                return true;
            }
            if (line.column() == column && !line.key().isEmpty()) {
                found.add(line.key());
            }
            return line.column() >= column;
        }

        private String root(String key) {
            for (TextLine line : lines) {
                if (line.column() == 0 && line.key().equals(key)) {
                    return line.value().replaceAll("^[\"']|[\"']$", "");
                }
            }
            return "";
        }
    }
}
