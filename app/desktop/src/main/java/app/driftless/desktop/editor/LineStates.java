package app.driftless.desktop.editor;

import java.util.Arrays;
import java.util.function.IntFunction;

/// The lexer's state at the start of each line, kept right by lexing only from an edit to where the old states hold
/// again.
final class LineStates {
    private int[] states = new int[256];
    private int lines = 1;

    /// The state in which `line` begins.
    int at(int line) {
        return line < lines ? states[line] : YamlLexer.START;
    }

    /// Tells that from `line` on `removed` lines became `inserted` lines.
    ///
    /// @return the first line after `line` whose state did not change
    int edited(int line, int removed, int inserted, int newLines, IntFunction<String> text) {
        int delta = inserted - removed;
        if (newLines + 1 > states.length) {
            states = Arrays.copyOf(states, Math.max(newLines + 1, states.length * 2));
        }
        int tail = line + 1 + removed;
        if (delta != 0 && tail <= lines) {
            System.arraycopy(states, tail, states, tail + delta, lines - tail);
        }
        lines = newLines;
        int current = line;
        int mustReach = line + inserted;
        while (current < lines) {
            int next = YamlLexer.line(text.apply(current), states[current]).next();
            boolean same = current + 1 < lines && states[current + 1] == next;
            if (current + 1 < states.length) {
                states[current + 1] = next;
            }
            current++;
            if (same && current > mustReach) {
                break;
            }
        }
        return current;
    }
}
