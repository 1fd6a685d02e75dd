package app.driftless.benchmarks;

import java.io.IOException;

/// A group of figures that are measured together.
interface Block {
    /// As in the document's comments and in `--only`.
    String name();

    /// Measures.
    ///
    /// @return Markdown
    String figures(Setting setting) throws IOException, InterruptedException;
}
