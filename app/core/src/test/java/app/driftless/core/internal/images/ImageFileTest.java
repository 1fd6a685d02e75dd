package app.driftless.core.internal.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import app.driftless.core.cluster.LiveObject;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFileTest {
    private static final String CANARY = "Y2FuYXJ5LTQ3MTE=";
    private static final Gvk SECRET = new Gvk("", "v1", "Secret");

    @TempDir
    Path state;

    private static ObjectImage image(String name, String value) {
        var key = new ResourceKey("", "Secret", "shop", name);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("apiVersion", "v1");
        body.put("kind", "Secret");
        body.put("metadata", Map.of("name", name, "namespace", "shop", "uid", "u-" + name, "resourceVersion", "7"));
        body.put("data", Map.of("key", value));
        body.put("numbers", List.of(3L, 2.5, new BigInteger("12345678901234567890"), true));
        return new ObjectImage(SECRET, key, Optional.of(new LiveObject(SECRET, key, "u-" + name, "7", body)));
    }

    private Path written(String id) throws IOException {
        Path file = state.resolve("syncs/repo/1-" + id + ".images");
        try (ImageFile images = ImageFile.create(file, ImageKey.of(state), id)) {
            images.keep(
                    new SyncImages.Start(Optional.of("abc"), Optional.empty()),
                    List.of(
                            image("a", CANARY),
                            ObjectImage.absent(SECRET, new ResourceKey("", "Secret", "shop", "b"))));
            images.after(image("a", "bmV3"));
        }
        return file;
    }

    @Test
    void whatWasKeptIsReadAgainAsItWas() throws IOException {
        SyncImages images = ImageFile.read(written("one"), ImageKey.of(state), "one");
        assertEquals(
                new SyncImages.Start(Optional.of("abc"), Optional.empty()),
                images.start().orElseThrow());
        assertEquals(image("a", CANARY), images.before().get(new ResourceKey("", "Secret", "shop", "a")));
        assertEquals(image("a", "bmV3"), images.after().get(new ResourceKey("", "Secret", "shop", "a")));
        assertEquals(
                Optional.empty(),
                images.before().get(new ResourceKey("", "Secret", "shop", "b")).object());
        assertEquals(SyncImages.NONE, ImageFile.read(state.resolve("none.images"), ImageKey.of(state), "none"));
    }

    @Test
    void nothingOfItCanBeReadOnTheDiskOrByOthers() throws IOException {
        Path file = written("one");
        String raw = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertFalse(raw.contains(CANARY) || raw.contains("Secret") || raw.contains("shop"));
        for (Path secret : List.of(file, state.resolve("keys/images.key"))) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret.getParent())));
        }
        assertNotEquals(file.getParent(), state.resolve("keys"));
    }

    @Test
    void aChangedRecordAnotherSyncAndAnotherKeyAreRefused() throws IOException {
        Path file = written("one");
        SecretKey key = ImageKey.of(state);
        assertThrows(IOException.class, () -> ImageFile.read(file, key, "two"));
        byte[] bytes = Files.readAllBytes(file);
        byte[] changed = bytes.clone();
        changed[40] ^= 1;
        Files.write(file, changed);
        assertThrows(IOException.class, () -> ImageFile.read(file, key, "one"));
        Files.write(file, bytes);
        Files.delete(state.resolve("keys/images.key"));
        SecretKey other = ImageKey.of(state);
        assertThrows(IOException.class, () -> ImageFile.read(file, other, "one"));
    }

    @Test
    void aTornEndIsCutWhereverTheKillCame() throws IOException {
        Path file = written("one");
        byte[] bytes = Files.readAllBytes(file);
        SecretKey key = ImageKey.of(state);
        int before = 0;
        for (int cut = 0; cut <= bytes.length; cut++) {
            Files.write(file, java.util.Arrays.copyOf(bytes, cut));
            SyncImages images = ImageFile.read(file, key, "one");
            int found = images.before().size() + images.after().size();
            assertFalse(found < before, "A longer file holds less");
            before = found;
        }
        assertEquals(3, before);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 5));
        try (ImageFile more = ImageFile.append(file, key, "one")) {
            more.after(image("c", "x"));
        }
        SyncImages images = ImageFile.read(file, key, "one");
        assertEquals(2, images.before().size());
        assertEquals(1, images.after().size());
    }

    @Test
    void everyoneWhoAsksFirstAtOnceGetsTheSameKeyAndABrokenOneIsSetAside() throws IOException {
        var asked = new ArrayList<CompletableFuture<byte[]>>();
        for (int i = 0; i < 16; i++) {
            asked.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return ImageKey.of(state).getEncoded();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }));
        }
        assertEquals(
                1,
                asked.stream()
                        .map(a -> List.of(new BigInteger(a.join())))
                        .distinct()
                        .count());
        Files.write(state.resolve("keys/images.key"), new byte[3], StandardOpenOption.TRUNCATE_EXISTING);
        assertEquals(32, ImageKey.of(state).getEncoded().length);
        try (var kept = Files.list(state.resolve("keys"))) {
            assertEquals(1, kept.filter(f -> f.toString().contains("broken")).count());
        }
    }
}
