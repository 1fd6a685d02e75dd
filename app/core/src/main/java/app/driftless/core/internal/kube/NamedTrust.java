package app.driftless.core.internal.kube;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Trusts what `inner` trusts, if the certificate also bears the name that the kubeconfig expects
/// (`tls-server-name`). Needed because the JDK is content with the address of the connection where the name that was
/// asked for does not match.
final class NamedTrust extends X509ExtendedTrustManager {
    private static final int DNS_NAME = 2;
    private final X509ExtendedTrustManager inner;
    private final String name;

    NamedTrust(X509ExtendedTrustManager inner, String name) {
        this.inner = inner;
        this.name = name.toLowerCase(Locale.ROOT);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        inner.checkServerTrusted(chain, type, engine);
        checkName(chain[0]);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        inner.checkServerTrusted(chain, type, socket);
        checkName(chain[0]);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        inner.checkServerTrusted(chain, type);
        checkName(chain[0]);
    }

    private void checkName(X509Certificate certificate) throws CertificateException {
        @Nullable Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        if (names != null) {
            for (List<?> entry : names) {
                if (Integer.valueOf(DNS_NAME).equals(entry.get(0)) && matches(String.valueOf(entry.get(1)))) {
                    return;
                }
            }
        }
        throw new CertificateException("The certificate is not for " + name);
    }

    private boolean matches(String pattern) {
        String lower = pattern.toLowerCase(Locale.ROOT);
        int dot = name.indexOf('.');
        return lower.equals(name)
                || (lower.startsWith("*.") && dot > 0 && lower.substring(1).equals(name.substring(dot)));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        inner.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        inner.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        inner.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return inner.getAcceptedIssuers();
    }
}
