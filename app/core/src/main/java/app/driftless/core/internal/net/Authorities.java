package app.driftless.core.internal.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// Certificate authorities: those of the system, a company's own among them, and those of PEM files.
public final class Authorities {
    private static final List<Path> BUNDLES =
            List.of(Path.of("/etc/ssl/certs/ca-certificates.crt"), Path.of("/etc/pki/tls/certs/ca-bundle.crt"));

    private Authorities() {}

    /// What Java and the operating system trust.
    public static List<X509Certificate> ofSystem() throws GeneralSecurityException, IOException {
        var all = new ArrayList<X509Certificate>();
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager trust) {
                all.addAll(List.of(trust.getAcceptedIssuers()));
            }
        }
        for (Path bundle : BUNDLES) {
            if (Files.isReadable(bundle)) {
                all.addAll(parse(Files.readAllBytes(bundle)));
            }
        }
        return all;
    }

    /// The certificates of a PEM text, in its order.
    public static List<X509Certificate> parse(byte[] pem) throws GeneralSecurityException {
        var found = new ArrayList<X509Certificate>();
        for (Certificate certificate :
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
            found.add((X509Certificate) certificate);
        }
        return found;
    }

    /// Trust in servers whose certificate one of `authorities` signed, and in no other.
    public static TrustManager[] trusting(Collection<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int index = 0;
        for (X509Certificate authority : authorities) {
            store.setCertificateEntry("ca-" + index++, authority);
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
