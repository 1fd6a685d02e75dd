package app.driftless.desktop.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlLexerTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    name: api             | KEY(name) PUNCTUATION(:) STRING(api)
                    replicas: 3           | KEY(replicas) PUNCTUATION(:) NUMBER(3)
                    paused: true          | KEY(paused) PUNCTUATION(:) CONSTANT(true)
                    - name: web           | PUNCTUATION(-) KEY(name) PUNCTUATION(:) STRING(web)
                    - 8080                | PUNCTUATION(-) NUMBER(8080)
                    image: a/b:1.2 # why  | KEY(image) PUNCTUATION(:) STRING(a/b:1.2) COMMENT(# why)
                    url: http://x#y       | KEY(url) PUNCTUATION(:) STRING(http://x#y)
                    a: [1, two]           | KEY(a) PUNCTUATION(:) PUNCTUATION([) NUMBER(1) PUNCTUATION(,) STRING(two) PUNCTUATION(])
                    x: *base              | KEY(x) PUNCTUATION(:) REFERENCE(*base)
                    ---                   | REFERENCE(---)
                    # all of it           | COMMENT(# all of it)
                    """)
    void coloursALine(String line, String expected) {
        assertEquals(expected, describe(line, YamlLexer.line(line, YamlLexer.START)));
    }

    @Test
    void aQuotedKeyIsAKey() {
        assertEquals(
                "KEY(\"a b\") PUNCTUATION(:) STRING('it''s')",
                describe("\"a b\": 'it''s'", YamlLexer.line("\"a b\": 'it''s'", YamlLexer.START)));
    }

    @Test
    void aBlockScalarEndsWhereTheIndentationFallsBack() {
        List<String> lines = List.of("data:", "  script: |", "    if: true", "", "    # text", "  next: 1");
        assertEquals(
                List.of(
                        "KEY(data) PUNCTUATION(:)",
                        "KEY(script) PUNCTUATION(:) PUNCTUATION(|)",
                        "STRING(if: true)",
                        "",
                        "STRING(# text)",
                        "KEY(next) PUNCTUATION(:) NUMBER(1)"),
                run(lines));
    }

    @Test
    void aQuotedScalarMayGoOnOverLines() {
        assertEquals(
                List.of("KEY(a) PUNCTUATION(:) STRING(\"one)", "STRING(two\")", "KEY(b) PUNCTUATION(:) NUMBER(2)"),
                run(List.of("a: \"one", "  two\"", "b: 2")));
    }

    private static List<String> run(List<String> lines) {
        var result = new java.util.ArrayList<String>();
        int state = YamlLexer.START;
        for (String line : lines) {
            YamlLexer.Line lexed = YamlLexer.line(line, state);
            result.add(describe(line, lexed));
            state = lexed.next();
        }
        return result;
    }

    private static String describe(String line, YamlLexer.Line lexed) {
        return lexed.tokens().stream()
                .map(t -> t.kind() + "(" + line.substring(t.start(), t.end()) + ")")
                .collect(Collectors.joining(" "));
    }
}
