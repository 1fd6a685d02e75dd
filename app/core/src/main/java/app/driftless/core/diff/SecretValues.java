package app.driftless.core.diff;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the secret values of an object: all of a Secret, and of other objects what names and shapes tell (§6 of the
/// trust reference). Not for showing: for taking them out of other texts, and for keeping an object off the disk.
/// Pure.
public final class SecretValues {
    private SecretValues() {}

    public static boolean any(Map<String, Object> body) {
        return !of(body).isEmpty();
    }

    /// Each as it is written, and what it says where it is base64 of a text.
    public static Set<String> of(Map<String, Object> body) {
        var found = new LinkedHashSet<String>();
        new SecretWalk(
                        new SecretWalk.Cover() {
                            @Override
                            public Object whole(Object scalar, boolean encoded) {
                                found.add(scalar.toString());
                                if (encoded) {
                                    decoded(scalar.toString()).ifPresent(found::add);
                                }
                                return scalar;
                            }

                            @Override
                            public String part(String secret) {
                                found.add(secret);
                                return secret;
                            }
                        },
                        Set.of())
                .replaced(body);
        return found;
    }

    /// The text that is written as base64; empty if it is none.
    private static Optional<String> decoded(String base64) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(base64);
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            // Neither of them: what is written is all there is.
            return Optional.empty();
        }
    }
}
