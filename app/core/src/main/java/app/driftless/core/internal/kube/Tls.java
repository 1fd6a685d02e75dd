package app.driftless.core.internal.kube;

import app.driftless.core.cluster.ClusterProblem;
import app.driftless.core.internal.net.Authorities;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// What TLS needs: whom we trust, and as whom we come.
///
/// @param caHash SHA-256 in hex of the public key of the kubeconfig's CA; of several, of their sorted hashes; empty
///     where it names none
record Tls(KeyManager @Nullable [] keys, TrustManager[] trust, String caHash) {
    /// @param ca PEM, or null for the certificates that the system trusts, a company's own among them
    /// @param certificate PEM of the client's chain, or null; `key` likewise
    static Tls of(String subject, byte @Nullable [] ca, byte @Nullable [] certificate, byte @Nullable [] key) {
        try {
            var authorities = ca == null ? Authorities.ofSystem() : Authorities.parse(ca);
            if (authorities.isEmpty()) {
                throw new GeneralSecurityException("no certificate in the CA data");
            }
            return new Tls(
                    keyManagers(certificate, key),
                    Authorities.trusting(authorities),
                    ca == null ? "" : hash(authorities));
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            // Library messages here may quote key material: the class of the failure is all that is passed on.
            throw new EngineException(Problem.of(
                    ClusterProblem.KEY_UNUSABLE, subject, e.getClass().getSimpleName()));
        }
    }

    /// The same, for a server whose certificate must bear `name` instead of the URL's host.
    Tls expecting(String name) {
        var named = new TrustManager[trust.length];
        for (int i = 0; i < trust.length; i++) {
            named[i] = trust[i] instanceof X509ExtendedTrustManager inner ? new NamedTrust(inner, name) : trust[i];
        }
        return new Tls(keys, named, caHash);
    }

    private static KeyManager @Nullable [] keyManagers(byte @Nullable [] certificate, byte @Nullable [] key)
            throws GeneralSecurityException, IOException {
        if (certificate == null || key == null) {
            return null;
        }
        var base64 = Base64.getEncoder();
        String algorithm = new String(key, StandardCharsets.ISO_8859_1).contains("BEGIN EC ") ? "EC" : "RSA";
        return SSLUtils.keyManagers(
                base64.encodeToString(certificate), null, base64.encodeToString(key), null, algorithm, "", null, null);
    }

    private static String hash(List<X509Certificate> authorities) throws GeneralSecurityException {
        var hex = HexFormat.of();
        var hashes = new ArrayList<String>();
        for (X509Certificate authority : authorities) {
            hashes.add(hex.formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(authority.getPublicKey().getEncoded())));
        }
        if (hashes.size() == 1) {
            return hashes.getFirst();
        }
        hashes.sort(null);
        return hex.formatHex(MessageDigest.getInstance("SHA-256")
                .digest(String.join("\n", hashes).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return "Tls[ca " + caHash + "]";
    }
}
