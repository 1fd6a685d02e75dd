package app.driftless.benchmarks;

import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.generate.ManifestRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A control plane of its own and a repository of manifests for it. Each side has one, so that neither meets the
/// other's fields or objects.
final class Arena implements AutoCloseable {
    static final int OBJECTS = 1_000;
    static final String ENVIRONMENT = "all";
    /// Between the client and the server where the network is measured too.
    static final int ROUND_TRIP_MILLIS = 20;

    private static final Pattern MARK = Pattern.compile("(app\\.kubernetes\\.io/part-of: shop)\\S*");
    private static final Pattern SERVER = Pattern.compile("server: https://([^:/\\s]+):(\\d+)");
    private static final String KINDS = "configmaps,deployments,services,statefulsets,daemonsets,serviceaccounts,roles,"
            + "rolebindings,networkpolicies,poddisruptionbudgets,horizontalpodautoscalers,cronjobs,persistentvolumeclaims";

    private final ControlPlane plane;
    private final Path folder;
    private final Path farKubeconfig;
    private final DelayProxy proxy;
    private final List<Path> manifests;
    private int version;

    Arena(Setting setting, String name) throws IOException {
        this(setting, name, OBJECTS);
    }

    Arena(Setting setting, String name, int objects) throws IOException {
        folder = setting.folder("arena-" + name);
        new ManifestRepository(objects, false).writeTo(folder);
        manifests = Folders.manifests(folder);
        Files.writeString(folder.resolve(".driftless.yaml"), """
                apiVersion: driftless.app/v1
                kind: Workspace
                environments:
                  - name: %s
                    path: environments
                    clusters: [bench]
                    sync: {mode: manual, prune: true}
                    protection: open
                """.formatted(ENVIRONMENT));
        Git.init(folder);
        Git.commit(folder, "Generated");
        plane = ControlPlane.start(name);
        Matcher server = SERVER.matcher(Files.readString(plane.kubeconfig()));
        if (!server.find()) {
            throw new IllegalStateException("No server in " + plane.kubeconfig());
        }
        proxy = new DelayProxy(Integer.parseInt(server.group(2)), ROUND_TRIP_MILLIS / 2);
        farKubeconfig = setting.work().resolve("far-" + name + ".yaml");
        Files.writeString(
                farKubeconfig, Files.readString(plane.kubeconfig()).replace(":" + server.group(2), ":" + proxy.port()));
        namespaces();
    }

    private void namespaces() {
        var names = new ArrayList<>(List.of("create", "-f", "-"));
        Path file = folder.resolveSibling("namespaces.yaml");
        var text = new StringBuilder();
        for (int team = 0; team < 25; team++) {
            text.append("---\napiVersion: v1\nkind: Namespace\nmetadata: {name: team-")
                    .append(team)
                    .append("}\n");
        }
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        names.set(2, file.toString());
        plane.kubectl(names.toArray(String[]::new));
    }

    Path folder() {
        return folder;
    }

    /// Where the objects' files are.
    Path environment() {
        return folder.resolve("environments");
    }

    String context() {
        return plane.context();
    }

    /// @param far whether each way takes half of [#ROUND_TRIP_MILLIS]
    Path kubeconfig(boolean far) {
        return far ? farKubeconfig : plane.kubeconfig();
    }

    Requests requests() {
        return Requests.of(plane.kubectl("get", "--raw", "/metrics"));
    }

    /// Gives `count` of the files, evenly spread, a label that they never had.
    void change(int count) {
        if (count == 0) {
            return;
        }
        version++;
        try {
            for (int i = 0; i < count; i++) {
                Path file = manifests.get((int) ((long) i * manifests.size() / count));
                String text = Files.readString(file);
                Files.writeString(file, MARK.matcher(text).replaceFirst("$1-" + version));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same, committed.
    void commit(int count) {
        change(count);
        if (count > 0) {
            Git.commit(folder, "Version " + version);
        }
    }

    /// How many objects in the cluster have the label of the last change.
    int changedLive() {
        return (int) plane.kubectl("get", KINDS, "-A", "-o", "name", "-l", "app.kubernetes.io/part-of=shop-" + version)
                .lines()
                .filter(line -> !line.isBlank())
                .count();
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        plane.close();
    }
}
