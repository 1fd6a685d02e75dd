package app.driftless.testkit.git;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/// `git http-backend` as a CGI program, one process for each request.
///
/// @param folder holds the repositories
record GitHttpBackend(Path folder) {
    byte[] answer(GitHttpServer.Request request, byte[] body) throws IOException, InterruptedException {
        String[] path = request.path().split("\\?", 2);
        var builder = new ProcessBuilder("git", "http-backend").redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> variables = builder.environment();
        variables.put("GIT_PROJECT_ROOT", folder.toString());
        variables.put("GIT_HTTP_EXPORT_ALL", "1");
        variables.put("GIT_CONFIG_NOSYSTEM", "1");
        variables.put("REMOTE_USER", "tester");
        variables.put("PATH_INFO", path[0]);
        variables.put("QUERY_STRING", path.length > 1 ? path[1] : "");
        variables.put("REQUEST_METHOD", request.method());
        variables.put("CONTENT_LENGTH", Integer.toString(body.length));
        request.headers().forEach((name, value) -> {
            switch (name) {
                case "content-type" -> variables.put("CONTENT_TYPE", value);
                case "content-encoding" -> variables.put("HTTP_CONTENT_ENCODING", value);
                case "git-protocol" -> variables.put("GIT_PROTOCOL", value);
                default -> {}
            }
        });
        Process process = builder.start();
        Thread.ofVirtual().start(() -> {
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(body);
            } catch (IOException e) {
                process.destroy();
            }
        });
        byte[] output = process.getInputStream().readAllBytes();
        process.waitFor();
        return fromCgi(output);
    }

    private static byte[] fromCgi(byte[] output) {
        String text = new String(output, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        var head = new StringBuilder();
        String status = "200 OK";
        for (String line : text.substring(0, Math.max(0, end)).split("\r\n")) {
            if (line.startsWith("Status: ")) {
                status = line.substring(8);
            } else {
                head.append("\r\n").append(line);
            }
        }
        return GitHttpServer.response(status + head, text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1));
    }
}
