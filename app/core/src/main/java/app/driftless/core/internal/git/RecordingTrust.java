package app.driftless.core.internal.git;

import app.driftless.core.internal.net.Authorities;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Trusts what the system trusts and what the person's own Git configuration names (`http.sslCAInfo`,
/// `GIT_SSL_CAINFO`), and remembers the certificate that it refused, so that it can be named.
final class RecordingTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager inner;
    private volatile Optional<X509Certificate> refused = Optional.empty();

    private RecordingTrust(X509ExtendedTrustManager inner) {
        this.inner = inner;
    }

    static RecordingTrust of(Person person) throws IOException, GeneralSecurityException {
        List<X509Certificate> authorities = new ArrayList<>(Authorities.ofSystem());
        Optional<Path> file = person.gitFile("GIT_SSL_CAINFO", "http", "sslCAInfo");
        if (file.isPresent()) {
            authorities.addAll(Authorities.parse(Files.readAllBytes(file.get())));
        }
        return new RecordingTrust((X509ExtendedTrustManager) Authorities.trusting(authorities)[0]);
    }

    Optional<X509Certificate> refused() {
        return refused;
    }

    @FunctionalInterface
    private interface Check {
        void run() throws CertificateException;
    }

    private void check(X509Certificate[] chain, Check check) throws CertificateException {
        try {
            check.run();
        } catch (CertificateException e) {
            refused = chain.length == 0 ? Optional.empty() : Optional.of(chain[0]);
            throw e;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain, () -> inner.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain, () -> inner.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain, () -> inner.checkServerTrusted(chain, type));
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
