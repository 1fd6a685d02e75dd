package app.driftless.core.internal.git;

import app.driftless.core.diff.Hunk;
import app.driftless.core.diff.SourceLine;
import app.driftless.core.diff.SourceLine.End;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.MyersDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/// The lines of a text as bytes, each with its line end, and texts put together of the hunks between two of them:
/// byte for byte, whatever the encoding.
final class ByteLines {
    /// Up to here lines that all repeat are still compared one by one.
    private static final int MYERS_UP_TO = 3_000;

    private final byte[] text;
    private final int[] starts;

    private ByteLines(byte[] text, int[] starts) {
        this.text = text;
        this.starts = starts;
    }

    static ByteLines of(byte[] text) {
        int count = 0;
        int[] starts = new int[64];
        int at = 0;
        while (at < text.length) {
            if (count + 1 >= starts.length) {
                starts = Arrays.copyOf(starts, starts.length * 2);
            }
            starts[count++] = at;
            while (at < text.length && text[at] != '\n') {
                at++;
            }
            at = Math.min(at + 1, text.length);
        }
        starts[count] = text.length;
        return new ByteLines(text, Arrays.copyOf(starts, count + 1));
    }

    int size() {
        return starts.length - 1;
    }

    SourceLine line(int index) {
        int from = starts[index];
        int to = starts[index + 1];
        boolean lf = to > from && text[to - 1] == '\n';
        boolean crlf = lf && to - 1 > from && text[to - 2] == '\r';
        int end = crlf ? to - 2 : lf ? to - 1 : to;
        return new SourceLine(
                new String(text, from, end - from, StandardCharsets.UTF_8), crlf ? End.CRLF : lf ? End.LF : End.NONE);
    }

    /// What differs between two texts, each run of lines for itself. A line end counts as part of its line.
    static List<Hunk> hunks(byte[] left, byte[] right) {
        var a = new RawText(left);
        var b = new RawText(right);
        var algorithm = new HistogramDiff();
        // Myers takes time by the square of what differs: with many lines, a run of repeated ones is replaced whole.
        algorithm.setFallbackAlgorithm(Math.max(a.size(), b.size()) <= MYERS_UP_TO ? MyersDiff.INSTANCE : null);
        var hunks = new ArrayList<Hunk>();
        for (Edit edit : algorithm.diff(RawTextComparator.DEFAULT, a, b)) {
            var next = new Hunk(edit.getBeginA(), edit.getEndA(), edit.getBeginB(), edit.getEndB());
            boolean joins = !hunks.isEmpty()
                    && hunks.getLast().leftEnd() == next.leftStart()
                    && hunks.getLast().rightEnd() == next.rightStart();
            if (joins) {
                Hunk before = hunks.removeLast();
                next = new Hunk(before.leftStart(), next.leftEnd(), before.rightStart(), next.rightEnd());
            }
            hunks.add(next);
        }
        return List.copyOf(hunks);
    }

    /// This text, with the left lines of each hunk replaced by its right lines in `other`.
    ///
    /// @param crlf whether lines taken from `other` end in CRLF here, because this file has those in the work tree
    byte[] with(List<Hunk> hunks, ByteLines other, boolean crlf) {
        var out = new ByteArrayOutputStream(text.length + 64);
        int at = 0;
        for (Hunk hunk : hunks) {
            out.write(text, starts[at], starts[hunk.leftStart()] - starts[at]);
            for (int i = hunk.rightStart(); i < hunk.rightEnd(); i++) {
                other.write(i, crlf, out);
            }
            at = hunk.leftEnd();
        }
        out.write(text, starts[at], text.length - starts[at]);
        return out.toByteArray();
    }

    private void write(int index, boolean crlf, ByteArrayOutputStream out) {
        int from = starts[index];
        int to = starts[index + 1];
        boolean lf = to > from && text[to - 1] == '\n' && !(to - 1 > from && text[to - 2] == '\r');
        if (crlf && lf) {
            out.write(text, from, to - 1 - from);
            out.write('\r');
            out.write('\n');
        } else {
            out.write(text, from, to - from);
        }
    }
}
