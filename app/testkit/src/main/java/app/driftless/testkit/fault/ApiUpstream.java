package app.driftless.testkit.fault;

import app.driftless.testkit.cluster.ControlPlane;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// An API server as the user of a kubeconfig reaches it.
record ApiUpstream(URI server, HttpClient client) {
    private static final char[] NO_PASSWORD = new char[0];
    /// ASN.1 of the object identifiers for a key on the curve P-256.
    private static final byte[] P256 = HexFormat.of().parseHex("301306072a8648ce3d020106082a8648ce3d030107");

    static ApiUpstream of(ControlPlane plane) {
        try {
            JsonNode config = new ObjectMapper()
                    .readTree(plane.kubectl("config", "view", "--raw", "--flatten", "--minify", "-o", "json"));
            JsonNode cluster = config.at("/clusters/0/cluster");
            JsonNode user = config.at("/users/0/user");
            SSLContext tls = tls(
                    cluster.path("certificate-authority-data").binaryValue(),
                    user.path("client-certificate-data").binaryValue(),
                    user.path("client-key-data").binaryValue());
            return new ApiUpstream(
                    URI.create(cluster.path("server").asText()),
                    HttpClient.newBuilder().sslContext(tls).build());
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError("The kubeconfig of " + plane.context() + " is not usable", e);
        }
    }

    private static SSLContext tls(byte[] ca, byte[] certificate, byte[] key)
            throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance(KeyStore.getDefaultType());
        keys.load(null, NO_PASSWORD);
        keys.setKeyEntry(
                "user",
                KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(wrapped(der(key)))),
                NO_PASSWORD,
                new Certificate[] {certificate(certificate)});
        keys.setCertificateEntry("ca", certificate(ca));
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, NO_PASSWORD);
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private static Certificate certificate(byte[] pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    }

    private static byte[] der(byte[] pem) {
        String base64 = new String(pem, java.nio.charset.StandardCharsets.US_ASCII).replaceAll("-----[^-]+-----", "");
        return Base64.getMimeDecoder().decode(base64);
    }

    /// Go writes EC keys in their own form (RFC 5915), which Java reads only inside of PKCS #8.
    private static byte[] wrapped(byte[] sec1) {
        var inner = new ByteArrayOutputStream();
        inner.writeBytes(new byte[] {2, 1, 0});
        inner.writeBytes(P256);
        inner.writeBytes(new byte[] {4, (byte) sec1.length});
        inner.writeBytes(sec1);
        var outer = new ByteArrayOutputStream();
        outer.writeBytes(new byte[] {0x30, (byte) 0x81, (byte) inner.size()});
        outer.writeBytes(inner.toByteArray());
        return outer.toByteArray();
    }
}
