package app.driftless.core.cluster;

/// Which cluster this really is (§2 of the trust reference).
///
/// @param server the URL of the API server
/// @param caHash SHA-256 in hex of the public key of the CA that the kubeconfig names; empty where it names none
/// @param uid UID of the namespace `kube-system`
public record ClusterIdentity(String server, String caHash, String uid) {}
