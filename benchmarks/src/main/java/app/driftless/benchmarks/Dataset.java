package app.driftless.benchmarks;

import app.driftless.testkit.generate.ManifestRepository;
import java.io.IOException;
import java.nio.file.Path;

/// A generated repository, committed and packed.
///
/// @param odd whether 8 % of the files are multi-document, use anchors, tags, CRLF or a byte-order mark, or are broken
record Dataset(Path folder, ManifestRepository.Written written) {
    static Dataset of(Setting setting, int count, boolean odd) throws IOException {
        Path folder = setting.folder((odd ? "odd-" : "plain-") + count);
        var written = new ManifestRepository(count, odd).writeTo(folder);
        Git.init(folder);
        Git.commit(folder, "Generated");
        Git.in(folder, "repack", "-a", "-d", "-q").run();
        return new Dataset(folder, written);
    }
}
