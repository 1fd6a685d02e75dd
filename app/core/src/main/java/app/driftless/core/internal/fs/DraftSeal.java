package app.driftless.core.internal.fs;

import java.io.IOException;

/// Encrypts the texts of drafts for the disk. Thread-safe.
public interface DraftSeal {
    /// @throws IOException if there is no key and none can be made
    byte[] seal(byte[] plain) throws IOException;

    /// @throws IOException if it was sealed with another key, or changed since
    byte[] open(byte[] sealed) throws IOException;
}
