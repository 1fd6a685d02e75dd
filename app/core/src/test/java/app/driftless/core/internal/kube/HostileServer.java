package app.driftless.core.internal.kube;

import app.driftless.core.cluster.StubServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// An API server that means harm (T20). The namespace that is asked for names what it does.
final class HostileServer {
    static final List<String> OF_ONE = List.of(
            "endless-body", "gzip-bomb", "drip", "silent", "bad-json", "deep-json", "other-kind", "other-place");
    static final List<String> OF_LISTS =
            List.of("million-items", "many-values", "endless-continue", "slow-continue", "other-items");
    static final List<String> OF_WATCHES = List.of("silent-watch", "garbage-watch", "looping-watch");

    /// A gigabyte of nothing.
    private static final byte[] BOMB = bomb();

    private HostileServer() {}

    private static byte[] bomb() {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 1024; i++) {
                gzip.write(zeros);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static StubServer start() throws IOException {
        return new StubServer(StubServer.behindGreeting((request, out) -> {
            String namespace = request.path().replaceFirst("^/api/v1/namespaces/([^/]+)/.*", "$1");
            if (request.path().contains("watch=true")) {
                watch(namespace, out);
            } else if (OF_LISTS.contains(namespace)) {
                list(namespace, out);
            } else if (OF_WATCHES.contains(namespace)) {
                out.write(ok(page("", "")));
            } else {
                one(namespace, out);
            }
        }));
    }

    /// Answers what it serves with kinds that do not end.
    static StubServer endlessKinds() throws IOException {
        StubServer.Handler greeting = StubServer.behindGreeting((_, out) -> out.write(ok("{}")));
        return new StubServer((request, out) -> {
            if (!request.path().equals("/apis")) {
                greeting.answer(request, out);
                return;
            }
            head(out, "");
            write(out, "{\"kind\":\"APIGroupDiscoveryList\",\"items\":[{\"metadata\":{\"name\":\"g\"},\"versions\":[");
            String kinds = "{\"version\":\"v1\",\"resources\":[{\"resource\":\"r\"}]},".repeat(20_000);
            while (true) {
                write(out, kinds);
            }
        });
    }

    private static void one(String behaviour, OutputStream out) throws IOException {
        switch (behaviour) {
            case "endless-body" -> {
                head(out, "");
                byte[] chunk = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
                while (true) {
                    out.write(chunk);
                }
            }
            case "gzip-bomb" -> {
                head(out, "Content-Encoding: gzip\r\n");
                out.write(BOMB);
            }
            case "drip" -> {
                head(out, "");
                while (true) {
                    write(out, " ");
                    pause(200);
                }
            }
            case "silent" -> pause(40_000);
            case "bad-json" -> out.write(ok("{\"kind\": nonsense"));
            case "deep-json" -> out.write(ok("{\"a\":".repeat(100_000)));
            case "other-kind" -> out.write(ok(object("Secret", "a", behaviour)));
            default -> out.write(ok(object("ConfigMap", "a", "kube-system")));
        }
    }

    private static void list(String behaviour, OutputStream out) throws IOException {
        switch (behaviour) {
            case "million-items" -> {
                head(out, "");
                write(out, "{\"kind\":\"ConfigMapList\",\"metadata\":{},\"items\":[");
                String items = (object("ConfigMap", "a", behaviour) + ",").repeat(1000);
                for (int i = 0; i < 1000; i++) {
                    write(out, items);
                }
                write(out, "{}]}");
            }
            case "many-values" -> {
                head(out, "");
                write(out, "{\"kind\":\"ConfigMapList\",\"metadata\":{},\"items\":[{\"data\":[");
                String values = "{},".repeat(100_000);
                for (int i = 0; i < 200; i++) {
                    write(out, values);
                }
                write(out, "0]}]}");
            }
            case "endless-continue" -> out.write(ok(page("", "again")));
            case "slow-continue" -> {
                pause(1000);
                out.write(ok(page(object("ConfigMap", "a", behaviour), "again")));
            }
            default -> out.write(ok(page(object("Secret", "a", behaviour), "")));
        }
    }

    private static void watch(String behaviour, OutputStream out) throws IOException {
        switch (behaviour) {
            case "silent-watch" -> {
                head(out, "");
                pause(100_000);
            }
            case "garbage-watch" -> {
                head(out, "");
                byte[] garbage = new byte[1 << 16];
                java.util.Arrays.fill(garbage, (byte) 0x80);
                while (true) {
                    out.write(garbage);
                }
            }
            default -> out.write(ok("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410}}\n"));
        }
    }

    private static String object(String kind, String name, String namespace) {
        return "{\"kind\":\"" + kind + "\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"" + name
                + "\",\"namespace\":\"" + namespace + "\",\"uid\":\"u\",\"resourceVersion\":\"1\"}}";
    }

    private static String page(String items, String next) {
        return "{\"kind\":\"ConfigMapList\",\"metadata\":{\"resourceVersion\":\"5\",\"continue\":\"" + next
                + "\"},\"items\":[" + items + "]}";
    }

    private static byte[] ok(String body) {
        return StubServer.response(200, body).getBytes(StandardCharsets.UTF_8);
    }

    private static void head(OutputStream out, String headers) throws IOException {
        write(out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n" + headers + "\r\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
