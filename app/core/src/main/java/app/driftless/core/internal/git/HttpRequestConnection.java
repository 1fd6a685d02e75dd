package app.driftless.core.internal.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.util.TemporaryBuffer;
import org.jspecify.annotations.Nullable;

/// One HTTP request of JGit and its answer. Redirects to another host are refused. The body of a request is kept
/// until it is sent, in a temporary file if it is large.
final class HttpRequestConnection implements HttpConnection {
    private static final int IN_MEMORY = 1 << 20;
    private final URL url;
    private final URI target;
    private final HttpRequests requests;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String method = "GET";
    private TemporaryBuffer.@Nullable LocalFile body;
    private @Nullable HttpResponse<InputStream> response;

    HttpRequestConnection(URL url, HttpRequests requests) throws IOException {
        this.url = url;
        this.target = HttpRequests.uri(url);
        this.requests = requests;
    }

    @Override
    public URL getURL() {
        return url;
    }

    @Override
    public void setRequestMethod(String name) {
        method = name;
    }

    @Override
    public String getRequestMethod() {
        return method;
    }

    @Override
    public void setRequestProperty(String name, String value) {
        headers.put(name, value);
    }

    @Override
    public OutputStream getOutputStream() {
        TemporaryBuffer.LocalFile buffer = body;
        if (buffer == null) {
            buffer = new TemporaryBuffer.LocalFile(null, IN_MEMORY);
            body = buffer;
        }
        return buffer;
    }

    @Override
    public void connect() throws IOException {
        answer();
    }

    private HttpResponse<InputStream> answer() throws IOException {
        HttpResponse<InputStream> known = response;
        if (known != null) {
            return known;
        }
        var request = HttpRequest.newBuilder(target);
        headers.forEach(request::setHeader);
        TemporaryBuffer.LocalFile content = body;
        try {
            request.method(method, content == null ? HttpRequest.BodyPublishers.noBody() : publisher(content));
            known = requests.send(request, target);
        } finally {
            if (content != null) {
                content.destroy();
            }
        }
        response = known;
        if (known.statusCode() >= 300) {
            // What comes with a refusal or a redirect is not waited for.
            known.body().close();
        }
        return known;
    }

    private HttpRequest.BodyPublisher publisher(TemporaryBuffer.LocalFile content) {
        var stream = HttpRequest.BodyPublishers.ofInputStream(() -> {
            try {
                return new Heard(content.openInputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return content.length() == 0
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.fromPublisher(stream, content.length());
    }

    @Override
    public int getResponseCode() throws IOException {
        return answer().statusCode();
    }

    @Override
    public String getResponseMessage() throws IOException {
        return requests.refusal().map(ServerAnswer::words).orElse("");
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new Waited(answer().body());
    }

    private Map<String, List<String>> fields() {
        HttpResponse<InputStream> known = response;
        return known == null ? Map.of() : known.headers().map();
    }

    @Override
    public Map<String, List<String>> getHeaderFields() {
        return fields();
    }

    @Override
    public List<String> getHeaderFields(String name) {
        return fields().getOrDefault(name, List.of());
    }

    /// JGit reads `Location` only to follow it.
    @Override
    public @Nullable String getHeaderField(String name) {
        List<String> values = getHeaderFields(name);
        if (values.isEmpty()) {
            return null;
        }
        if (name.equalsIgnoreCase("Location")) {
            SameHost.check(target, values.getFirst());
        }
        return values.getFirst();
    }

    @Override
    public @Nullable String getContentType() {
        return getHeaderField("Content-Type");
    }

    @Override
    public int getContentLength() {
        String length = getHeaderField("Content-Length");
        return length != null && length.matches("\\d{1,9}") ? Integer.parseInt(length) : -1;
    }

    @Override
    public boolean usingProxy() {
        return false;
    }

    // How long to wait is the conversation's to decide, and the rest follows from how the request is made.

    @Override
    public void setUseCaches(boolean use) {}

    @Override
    public void setConnectTimeout(int millis) {}

    @Override
    public void setReadTimeout(int millis) {}

    @Override
    public void setInstanceFollowRedirects(boolean follow) {}

    @Override
    public void setDoOutput(boolean output) {}

    @Override
    public void setFixedLengthStreamingMode(int length) {}

    @Override
    public void setChunkedStreamingMode(int length) {}

    /// JGit calls this where a configuration says that certificates are not to be checked, which is not honoured.
    @Override
    public void configure(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {}

    @Override
    public void setHostnameVerifier(HostnameVerifier verifier) {}

    /// Each read of what goes out is a sign of life.
    private final class Heard extends FilterInputStream {
        Heard(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            requests.conversation().heard();
            return super.read(bytes, offset, length);
        }
    }

    private final class Waited extends FilterInputStream {
        Waited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return requests.conversation().await(super::read);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return requests.conversation().await(() -> super.read(bytes, offset, length));
        }
    }
}
