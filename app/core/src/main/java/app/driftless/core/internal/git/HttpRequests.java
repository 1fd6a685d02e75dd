package app.driftless.core.internal.git;

import app.driftless.core.internal.net.ProxyChoice;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/// The HTTP requests of one conversation, on Java's own client: unlike the connections of JGit they can be broken off
/// at any time, trust what the person's system and Git configuration trust, and can't be talked out of checking
/// certificates.
final class HttpRequests implements HttpConnectionFactory, AutoCloseable {
    private final Person person;
    private final Conversation conversation;
    private final Executor executor;
    private @Nullable HttpClient client;
    private @Nullable RecordingTrust trust;
    private Optional<ProxyChoice> proxy = Optional.empty();
    private volatile Optional<ServerAnswer> refusal = Optional.empty();

    HttpRequests(Person person, Conversation conversation, Executor executor) {
        this.person = person;
        this.conversation = conversation;
        this.executor = executor;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return new HttpRequestConnection(url, this);
    }

    /// The proxy that JGit found is Java's; ours comes from the person's environment.
    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        return create(url);
    }

    /// The last answer that was no success and no redirect.
    Optional<ServerAnswer> refusal() {
        return refusal;
    }

    /// The server's certificate, if it was refused.
    Optional<X509Certificate> refusedCertificate() {
        RecordingTrust recording = trust;
        return recording == null ? Optional.empty() : recording.refused();
    }

    HttpResponse<InputStream> send(HttpRequest.Builder request, URI target) throws IOException {
        HttpClient open = client(target);
        String authorization = proxy.map(ProxyChoice::authorization).orElse("");
        if (!authorization.isEmpty()) {
            request.setHeader("Proxy-Authorization", authorization);
        }
        HttpResponse<InputStream> response = conversation.await(() -> {
            try {
                return open.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("Interrupted while waiting for " + target.getHost());
            }
        });
        if (response.statusCode() >= 400) {
            refusal = Optional.of(ServerAnswer.of(response, conversation));
        }
        return response;
    }

    Conversation conversation() {
        return conversation;
    }

    private String configuredProxy() throws IOException {
        String url = person.gitConfig().getString("http", null, "proxy");
        if (url == null || url.isEmpty()) {
            return "";
        }
        return url.contains("://") ? url : "http://" + url;
    }

    private synchronized HttpClient client(URI target) throws IOException {
        HttpClient made = client;
        if (made == null) {
            proxy = ProxyChoice.of(target, configuredProxy(), person.environment());
            var parameters = new SSLParameters();
            parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            made = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(conversation.limits().silence())
                    .sslContext(tls())
                    .sslParameters(parameters)
                    .proxy(ProxySelector.of(proxy.map(ProxyChoice::address).orElse(null)))
                    .executor(executor)
                    .build();
            conversation.onBreakOff(made::shutdownNow);
            client = made;
        }
        return made;
    }

    private SSLContext tls() throws IOException {
        try {
            RecordingTrust recording = RecordingTrust.of(person);
            trust = recording;
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {recording}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("The trusted certificates can't be read", e);
        }
    }

    static URI uri(URL url) throws IOException {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new IOException("Not an address: " + Commits.clean(url.toString()), e);
        }
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
