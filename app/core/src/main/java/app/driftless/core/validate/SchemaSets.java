package app.driftless.core.validate;

import app.driftless.core.internal.schema.CrdSchemas;
import app.driftless.core.internal.schema.SchemaBundle;
import app.driftless.core.internal.schema.TreeSchema;
import app.driftless.core.manifest.Document;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.Manifests;
import app.driftless.core.manifest.Resource;
import app.driftless.core.manifest.YamlRoute;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The schemas that come with Driftless, and those found in a repository. Keep one: a version is read once. Any
/// thread.
public final class SchemaSets {
    public static final Gvk WORKSPACE = new Gvk("driftless.app", "v1", "Workspace");
    public static final Gvk KUSTOMIZATION = new Gvk("kustomize.config.k8s.io", "v1beta1", "Kustomization");
    public static final Gvk COMPONENT = new Gvk("kustomize.config.k8s.io", "v1alpha1", "Component");
    private static final String FOLDER = "/app/driftless/core/schemas/";

    private final Map<String, SchemaSet> bundles = new ConcurrentHashMap<>();

    /// The Kubernetes minor versions whose schemas are bundled, oldest first.
    public List<String> versions() {
        return lines("versions.txt");
    }

    /// The newest bundled version.
    public SchemaSet newest() {
        return bundled(versions().getLast());
    }

    /// The schemas of a minor version such as `1.36`, or of the bundled one nearest to it: see
    /// [SchemaSet#kubernetesVersion()].
    public SchemaSet bundled(String kubernetesVersion) {
        List<String> versions = versions();
        int wanted = minor(kubernetesVersion);
        String nearest = versions.getLast();
        for (String version : versions) {
            if (Math.abs(minor(version) - wanted) < Math.abs(minor(nearest) - wanted)) {
                nearest = version;
            }
        }
        return bundles.computeIfAbsent(nearest, SchemaSets::load);
    }

    /// The schemas of `base` and those of the CustomResourceDefinitions among `resources`.
    public SchemaSet with(SchemaSet base, Collection<Resource> resources) {
        Map<Gvk, CrdSchemas.Crd> found = new LinkedHashMap<>();
        resources.stream().filter(CrdSchemas::isDefinition).forEach(crd -> CrdSchemas.read(crd, found::put));
        return found.isEmpty() ? base : Layered.over(base, found);
    }

    private static SchemaSet load(String version) {
        try (InputStream stream = open("kubernetes-" + version + ".bin")) {
            Map<Gvk, CrdSchemas.Crd> own = new HashMap<>();
            own.put(WORKSPACE, own("workspace.yaml"));
            CrdSchemas.Crd kustomization = own("kustomization.yaml");
            own.put(KUSTOMIZATION, kustomization);
            own.put(new Gvk("kustomize.config.k8s.io", "v1", "Kustomization"), kustomization);
            own.put(COMPONENT, kustomization);
            return Layered.over(SchemaBundle.read(stream), own);
        } catch (IOException e) {
            throw new UncheckedIOException("The schemas of Kubernetes " + version + " are damaged", e);
        }
    }

    private static CrdSchemas.Crd own(String file) throws IOException {
        try (InputStream stream = open(file)) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            Document document = Manifests.parser()
                    .parse(file, text, YamlRoute.KUSTOMIZE)
                    .documents()
                    .getFirst();
            if (!(document.value() instanceof Map<?, ?> tree)) {
                throw new IOException(file + " is not a schema");
            }
            return new CrdSchemas.Crd(Optional.of(TreeSchema.of(tree)), false);
        }
    }

    private static List<String> lines(String file) {
        try (InputStream stream = open(file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is damaged", e);
        }
    }

    private static InputStream open(String file) {
        return Objects.requireNonNull(SchemaSets.class.getResourceAsStream(FOLDER + file), file);
    }

    private static int minor(String version) {
        String[] parts = version.replaceFirst("^v", "").split("\\D+", 3);
        return parts.length < 2 || parts[1].isEmpty() || parts[1].length() > 6
                ? Integer.MAX_VALUE / 2
                : Integer.parseInt(parts[1]);
    }

    private record Layered(SchemaSet base, Map<Gvk, CrdSchemas.Crd> own, Set<Gvk> types) implements SchemaSet {
        static Layered over(SchemaSet base, Map<Gvk, CrdSchemas.Crd> own) {
            var types = new HashSet<>(base.types());
            types.addAll(own.keySet());
            return new Layered(base, Map.copyOf(own), Set.copyOf(types));
        }

        @Override
        public String kubernetesVersion() {
            return base.kubernetesVersion();
        }

        @Override
        public Optional<SchemaNode> schema(Gvk type) {
            CrdSchemas.Crd crd = own.get(type);
            return crd == null ? base.schema(type) : crd.schema().map(SchemaNode.class::cast);
        }

        @Override
        public Optional<Boolean> namespaced(Gvk type) {
            CrdSchemas.Crd crd = own.get(type);
            return crd == null ? base.namespaced(type) : Optional.of(crd.namespaced());
        }
    }
}
