package app.driftless.core.internal.kube;

import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;

/// Builds fabric8 HTTP clients with every field set by us: fabric8 never sees a kubeconfig, never retries, never
/// follows a redirect (§1 of the trust reference, 1 to 5).
final class Clients {
    private static final long CONNECT_SECONDS = 10;

    /// The name under which fabric8 adds its log of the wire where that logger is at TRACE.
    private static final String WIRE_LOG = "HttpLogging";

    private Clients() {}

    static HttpClient build(Target target, Executor executor) {
        // The interface type: the builder's own class is not accessible.
        HttpClient.Factory factory = new JdkHttpClientFactory() {
            @Override
            protected java.net.http.HttpClient.Builder createNewHttpClientBuilder() {
                return java.net.http.HttpClient.newBuilder().executor(executor);
            }

            // fabric8 only logs a tls-server-name on this transport; the JDK can do it.
            @Override
            protected void additionalConfig(java.net.http.HttpClient.Builder builder) {
                var parameters = new SSLParameters();
                parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
                if (!target.serverName().isEmpty()) {
                    parameters.setServerNames(List.of(new SNIHostName(target.serverName())));
                }
                builder.sslParameters(parameters);
            }
        };
        HttpClient.Builder builder = factory.newBuilder()
                .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .sslContext(target.tls().keys(), target.tls().trust());
        target.proxy()
                .ifPresentOrElse(
                        proxy -> {
                            builder.proxyType(HttpClient.ProxyType.HTTP).proxyAddress(proxy.address());
                            if (proxy.authorization() != null) {
                                builder.proxyAuthorization(proxy.authorization());
                            }
                        },
                        () -> builder.proxyType(HttpClient.ProxyType.DIRECT));
        // At TRACE it would log every body and every header, tokens and Secrets included (T31).
        builder.addOrReplaceInterceptor(WIRE_LOG, null);
        builder.tag(new RequestConfigBuilder().withRequestRetryBackoffLimit(0).build());
        return builder.build();
    }
}
