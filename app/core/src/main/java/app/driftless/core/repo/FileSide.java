package app.driftless.core.repo;

import app.driftless.core.diff.SourceLine;
import java.util.List;

/// What a file is like in one of two compared states.
public sealed interface FileSide {
    /// Git's blob id of the content as it is, or would be, committed. Empty where it was not read.
    String id();

    /// Git's file mode, such as `100644`.
    String mode();

    record Absent() implements FileSide {
        @Override
        public String id() {
            return "";
        }

        @Override
        public String mode() {
            return "";
        }
    }

    record Text(String id, String mode, List<SourceLine> lines) implements FileSide {
        public Text {
            lines = List.copyOf(lines);
        }
    }

    /// @param size in bytes
    record Binary(String id, String mode, long size) implements FileSide {}

    /// More than is compared line by line.
    ///
    /// @param size in bytes
    record TooLarge(String id, String mode, long size) implements FileSide {}

    record Link(String id, String mode, String target) implements FileSide {}

    /// @param id the commit that is checked out there
    record Submodule(String id, String mode) implements FileSide {}
}
