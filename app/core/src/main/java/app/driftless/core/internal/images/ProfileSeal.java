package app.driftless.core.internal.images;

import app.driftless.core.internal.fs.DraftSeal;
import app.driftless.core.internal.secret.Sealing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/// Encrypts unsaved text with the profile's key ([ImageKey] says against whom that helps). The key is read, or made,
/// when the first text is typed.
public final class ProfileSeal implements DraftSeal {
    private static final byte[] CONTEXT = "draft".getBytes(StandardCharsets.UTF_8);
    private final Path stateFolder;
    private @Nullable Sealing sealing;

    public ProfileSeal(Path stateFolder) {
        this.stateFolder = stateFolder;
    }

    @Override
    public byte[] seal(byte[] plain) throws IOException {
        return sealing().seal(plain, CONTEXT);
    }

    @Override
    public byte[] open(byte[] sealed) throws IOException {
        try {
            return sealing().open(sealed, CONTEXT);
        } catch (GeneralSecurityException e) {
            throw new IOException("It was sealed with another key", e);
        }
    }

    private synchronized Sealing sealing() throws IOException {
        Sealing known = sealing;
        if (known == null) {
            known = new Sealing(ImageKey.of(stateFolder));
            sealing = known;
        }
        return known;
    }
}
