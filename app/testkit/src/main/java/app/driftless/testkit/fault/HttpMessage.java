package app.driftless.testkit.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An HTTP/1.1 request, read whole.
///
/// @param headers as `Name: value`
record HttpMessage(String method, String path, List<String> headers, byte[] body) {
    /// Empty where the connection ended before another one.
    static Optional<HttpMessage> read(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        var headers = new ArrayList<String>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            headers.add(line);
        }
        String[] words = first.split(" ");
        byte[] body = header(headers, "transfer-encoding").isPresent()
                ? chunks(in)
                : in.readNBytes(
                        header(headers, "content-length").map(Integer::parseInt).orElse(0));
        return Optional.of(new HttpMessage(words[0], words[1], List.copyOf(headers), body));
    }

    Optional<String> header(String name) {
        return header(headers, name);
    }

    private static Optional<String> header(List<String> headers, String name) {
        return headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.writeBytes(in.readNBytes(size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }
}
