package app.driftless.desktop.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class IndentationTest {
    @Test
    void goesDeeperAfterAKeyAndStaysAfterAValue() {
        assertEquals("\n  ", Indentation.newline("spec:"));
        assertEquals("\n    ", Indentation.newline("    image: x"));
        assertEquals("\n      ", Indentation.newline("    script: |"));
    }

    @Test
    void staysWithinAListItem() {
        assertEquals("\n    ", Indentation.newline("  - name: x"));
        assertEquals("\n      ", Indentation.newline("  - env:"));
    }
}
