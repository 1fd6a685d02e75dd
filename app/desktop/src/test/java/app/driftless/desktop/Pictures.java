package app.driftless.desktop;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;

/// Writes what is shown as PNG into the folder of the property `driftless.pictures`; does nothing without it.
final class Pictures {
    private Pictures() {}

    static boolean wanted() {
        return !System.getProperty("driftless.pictures", "").isEmpty();
    }

    /// What a scene draws. FX thread.
    static void write(Scene scene, String name) {
        write(name, () -> scene.snapshot(null));
    }

    /// What the screen shows where the window is, with what floats over it. Any other thread.
    static void capture(Stage stage, String name) {
        awaitFrame(stage);
        Stagehand.onFx(() -> {
            write(name, () -> screen(stage));
            return true;
        });
    }

    /// A window is mapped, black, before its first frame is drawn, which no event of the toolkit tells: frames are
    /// drawn on a thread of its own. No colour of ours is black.
    private static void awaitFrame(Stage stage) {
        try {
            for (int i = 0; i < 200 && Stagehand.onFx(() -> isBlack(screen(stage))); i++) {
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static WritableImage screen(Stage stage) {
        Scene scene = stage.getScene();
        return new Robot()
                .getScreenCapture(
                        null,
                        stage.getX() + scene.getX(),
                        stage.getY() + scene.getY(),
                        scene.getWidth(),
                        scene.getHeight());
    }

    private static boolean isBlack(WritableImage image) {
        int steps = 16;
        for (int i = 1; i < steps * steps; i++) {
            int x = (int) image.getWidth() * (i % steps) / steps;
            int y = (int) image.getHeight() * (i / steps) / steps;
            if ((image.getPixelReader().getArgb(x, y) & 0xffffff) != 0) {
                return false;
            }
        }
        return true;
    }

    private static void write(String name, Supplier<WritableImage> image) {
        String folder = System.getProperty("driftless.pictures", "");
        if (folder.isEmpty()) {
            return;
        }
        try {
            Path file = Path.of(folder, name + ".png");
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, png(image.get()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] png(WritableImage image) throws IOException {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        var row = new int[width];
        var above = new int[width];
        var pixels = new ByteArrayOutputStream();
        try (var deflated = new DataOutputStream(new DeflaterOutputStream(pixels, new Deflater(9)))) {
            for (int y = 0; y < height; y++) {
                image.getPixelReader().getPixels(0, y, width, 1, PixelFormat.getIntArgbInstance(), row, 0, width);
                // Filter "up" (PNG §9.2): most rows of a window are like the row above.
                deflated.writeByte(2);
                for (int x = 0; x < width; x++) {
                    for (int shift = 16; shift >= 0; shift -= 8) {
                        deflated.writeByte((row[x] >> shift) - (above[x] >> shift));
                    }
                }
                int[] last = above;
                above = row;
                row = last;
            }
        }
        var header = new ByteArrayOutputStream();
        var head = new DataOutputStream(header);
        head.writeInt(width);
        head.writeInt(height);
        head.write(new byte[] {8, 2, 0, 0, 0});
        var file = new ByteArrayOutputStream();
        file.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk(file, "IHDR", header.toByteArray());
        chunk(file, "IDAT", pixels.toByteArray());
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] data) throws IOException {
        var out = new DataOutputStream(file);
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
