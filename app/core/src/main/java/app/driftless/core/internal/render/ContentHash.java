package app.driftless.core.internal.render;

import app.driftless.core.repo.TreeEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Names an input by its content.
public final class ContentHash {
    private final MessageDigest digest;

    public ContentHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    public ContentHash add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
        return this;
    }

    public ContentHash add(Iterable<TreeEntry> entries) {
        entries.forEach(entry -> add(entry.path()).add(entry.kind().name()).add(entry.contentId()));
        return this;
    }

    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
