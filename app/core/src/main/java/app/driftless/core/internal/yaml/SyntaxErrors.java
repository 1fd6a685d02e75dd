package app.driftless.core.internal.yaml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/// Tells what is wrong from SnakeYAML's words, with a cause that a person can act on.
final class SyntaxErrors {
    private static final Pattern RESERVED = Pattern.compile("found character '(.+)' that cannot start any token.*");

    private SyntaxErrors() {}

    static Refused refused(MarkedYAMLException error, SourceText source, int shift) {
        String problem = error.getProblem() == null ? "" : error.getProblem();
        String context = error.getContext() == null ? "" : error.getContext();
        int at = offset(error.getProblemMark(), source, shift);
        int since = offset(error.getContextMark(), source, shift);
        int line = error.getContextMark() == null ? source.line(at) : source.line(since);
        Matcher reserved = RESERVED.matcher(problem);
        if (problem.contains("(TAB)") || source.text().startsWith("\t", at)) {
            return at(YamlIssue.TAB, at, source);
        }
        if (reserved.matches()) {
            return at(YamlIssue.RESERVED_CHARACTER, at, source, reserved.group(1));
        }
        if (problem.startsWith("mapping values are not allowed")) {
            return at(YamlIssue.COLON_IN_TEXT, at, source);
        }
        if (problem.startsWith("expected <block end>") || problem.startsWith("expected <document start>")) {
            return at(YamlIssue.INDENTATION, at, source, line);
        }
        if (problem.contains("could not find expected ':'")) {
            // The line without a colon is the one the scan began on.
            return at(YamlIssue.MISSING_COLON, error.getContextMark() == null ? at : since, source);
        }
        if (context.contains("quoted scalar") && problem.contains("unexpected")) {
            return at(YamlIssue.UNCLOSED, since, source);
        }
        if (problem.startsWith("expected ',' or")) {
            return at(YamlIssue.FLOW_SEPARATOR, at, source, line);
        }
        if (problem.contains("unknown escape character")
                || context.contains("double-quoted") && problem.contains("expected escape")) {
            return at(YamlIssue.ESCAPE, at, source);
        }
        // What follows these words is text of the file, which may be secret.
        String told = problem.replaceAll("(tag handle|anchor|alias|tag) .*", "$1");
        return at(YamlIssue.SYNTAX, at, source, context.isEmpty() ? told : context + ": " + told);
    }

    static Refused refused(ReaderException error, SourceText source, int shift) {
        int at = source.offset(error.getPosition() + shift);
        return at(YamlIssue.UNPRINTABLE, at, source, "U+%04X".formatted(error.getCodePoint()));
    }

    private static Refused at(YamlIssue issue, int offset, SourceText source, Object... args) {
        int end = offset;
        String text = source.text();
        while (end < text.length() && end < offset + 80 && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return new Refused(issue, Math.min(offset, text.length()), Math.max(offset, end), args);
    }

    private static int offset(Mark mark, SourceText source, int shift) {
        return mark == null ? 0 : source.offset(mark.getIndex() + shift);
    }
}
