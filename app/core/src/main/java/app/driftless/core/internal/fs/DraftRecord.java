package app.driftless.core.internal.fs;

import app.driftless.core.repo.Drafts.Draft;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;

/// One entry of the journal of drafts: length, CRC32C, body; in that the text is encrypted.
///
/// @param draft empty if the draft is no longer needed
record DraftRecord(Key key, Optional<Draft> draft) {
    /// What follows key and file: nothing, since the draft is gone; the text as it is, as earlier versions wrote it;
    /// the sealed text.
    private static final byte GONE = 0;
    private static final byte PLAIN = 1;
    private static final byte SEALED = 2;

    /// The length as an int, the sum as a long.
    private static final int HEAD = 12;

    record Key(Path repository, String path) {
        static Key of(Draft draft) {
            return new Key(draft.repository(), draft.path());
        }
    }

    byte[] bytes(DraftSeal seal) throws IOException {
        var body = new ByteArrayOutputStream();
        var out = new DataOutputStream(body);
        out.writeUTF(key.repository().toString());
        out.writeUTF(key.path());
        out.writeByte(draft.isPresent() ? SEALED : GONE);
        if (draft.isPresent()) {
            out.writeUTF(draft.get().basedOn().orElse(""));
            out.writeLong(draft.get().at().toEpochMilli());
            out.write(seal.seal(draft.get().text().getBytes(StandardCharsets.UTF_8)));
        }
        byte[] bytes = body.toByteArray();
        return ByteBuffer.allocate(HEAD + bytes.length)
                .putInt(bytes.length)
                .putLong(sum(bytes))
                .put(bytes)
                .array();
    }

    /// Reads the next record and moves on behind it; empty if what is left is not a whole one.
    ///
    /// @throws IOException if it is damaged or cannot be decrypted; the next record can still be read
    static Optional<DraftRecord> next(ByteBuffer bytes, DraftSeal seal) throws IOException {
        if (bytes.remaining() < HEAD) {
            return Optional.empty();
        }
        int length = bytes.getInt();
        long sum = bytes.getLong();
        // Zeros where a loss of power left no data would be records of nothing.
        if (length <= 0 || length > bytes.remaining()) {
            return Optional.empty();
        }
        byte[] body = new byte[length];
        bytes.get(body);
        if (sum(body) != sum) {
            throw new IOException("A record of " + length + " bytes is damaged");
        }
        return Optional.of(of(body, seal));
    }

    /// Whether this is how a record begins that was being written when the process was killed; nothing is one as
    /// well.
    static boolean mayBeCut(ByteBuffer rest) {
        return rest.remaining() < HEAD || rest.getInt(rest.position()) > rest.remaining() - HEAD;
    }

    private static DraftRecord of(byte[] body, DraftSeal seal) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(body));
        var key = new Key(Path.of(in.readUTF()), in.readUTF());
        byte form = in.readByte();
        if (form == GONE) {
            return new DraftRecord(key, Optional.empty());
        }
        String basedOn = in.readUTF();
        Instant at = Instant.ofEpochMilli(in.readLong());
        byte[] rest = in.readAllBytes();
        String text = new String(form == PLAIN ? rest : seal.open(rest), StandardCharsets.UTF_8);
        Optional<String> hash = basedOn.isEmpty() ? Optional.empty() : Optional.of(basedOn);
        return new DraftRecord(key, Optional.of(new Draft(key.repository(), key.path(), text, hash, at)));
    }

    private static long sum(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        return crc.getValue();
    }
}
