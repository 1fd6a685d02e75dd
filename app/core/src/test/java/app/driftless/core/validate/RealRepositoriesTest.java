package app.driftless.core.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.ManifestFile;
import app.driftless.core.manifest.Manifests;
import app.driftless.core.manifest.Severity;
import app.driftless.core.manifest.SourceRange;
import app.driftless.core.manifest.YamlRoute;
import app.driftless.core.problem.Texts;
import app.driftless.testkit.cluster.SandboxProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is said about five public repositories, where they are beside the project. Each error in this list was looked
/// at: it is a mistake in the file.
class RealRepositoriesTest {
    private static final Path REPOSITORIES = SandboxProgram.projectRoot().resolve("../shared/real-repos");

    private static List<ManifestFile> read(Path root) {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(p -> p.toString().matches(".*\\.(?:ya?ml|json)|.*/Kustomization"))
                    .sorted()
                    .map(p -> parse(root, p))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ManifestFile parse(Path root, Path file) {
        try {
            return Manifests.parser()
                    .parse(root.relativize(file).toString(), Files.readString(file), YamlRoute.KUSTOMIZE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Finding> findings(String repository) {
        assumeTrue(Files.isDirectory(REPOSITORIES), "the real repositories are not beside the project");
        List<ManifestFile> files = read(REPOSITORIES.resolve(repository));
        assertTrue(files.size() > 20);
        FileRoles roles = FileRoles.of(files);
        SchemaSet schemas = Checked.SETS.with(
                Checked.SETS.newest(),
                files.stream().flatMap(f -> f.resources().stream()).toList());
        var findings = new ArrayList<Finding>();
        for (ManifestFile file : files) {
            findings.addAll(file.findings());
            findings.addAll(new SchemaValidator().validate(file, schemas, roles.role(file.path())));
        }
        return findings;
    }

    private static TreeSet<String> errors(String repository) {
        var texts = List.of(new Texts(Locale.ENGLISH), new Texts(Locale.SIMPLIFIED_CHINESE));
        var errors = new TreeSet<String>();
        for (Finding finding : findings(repository)) {
            for (Texts language : texts) {
                String text = language.text(finding.message());
                assertTrue(!text.startsWith(finding.message().area() + ":") && !text.contains("{0}"), text);
            }
            if (finding.severity() == Severity.ERROR) {
                errors.add(finding.path() + ":"
                        + finding.range().map(SourceRange::line).orElse(0) + " " + finding.code());
            }
        }
        return errors;
    }

    @Test
    void podinfoAndTheFluxExampleAreClean() {
        assertEquals(new TreeSet<>(), errors("podinfo"));
        assertEquals(new TreeSet<>(), errors("flux2-kustomize-helm-example"));
    }

    @Test
    void homeOpsHasTwoNamesThatAScriptFillsIn() {
        assertEquals(
                new TreeSet<>(List.of("hack/wipe-rook-shell.yaml:5 NAME-001", "hack/wipe-rook.yaml:5 NAME-001")),
                errors("home-ops"));
        long encrypted = findings("home-ops").stream()
                .filter(f -> f.code().equals("MAN-002"))
                .count();
        assertTrue(encrypted >= 30, () -> "SOPS files: " + encrypted);
    }

    @Test
    void theCatalogueHasFieldsInWrongPlacesAndPlaceholders() {
        assertEquals(
                new TreeSet<>(List.of(
                        "1password-connect/connect/base/deployment.yaml:27 SCHEMA-003",
                        "1password-connect/operator/base/scc.yaml:5 SCHEMA-003",
                        "1password-connect/operator/base/scc.yaml:6 SCHEMA-003",
                        "openshift-image-registry/base/image-registry-pvc.yaml:11 SCHEMA-015",
                        "openshift-image-registry/base/image-registry-pvc.yaml:8 SCHEMA-005")),
                errors("gitops-catalog"));
    }

    @Test
    void theApplicationSetsTestDataIsBrokenWhereItMeansToBe() {
        String e2e = "test/e2e/testdata/";
        assertEquals(
                new TreeSet<>(List.of(
                        e2e + "crd-validation/deployment.yaml:21 SCHEMA-001",
                        e2e + "declarative-apps/app.yaml:4 MAN-003",
                        e2e + "declarative-apps/invalid-helm.yaml:4 MAN-003",
                        e2e + "deprecated-extensions/ingress.yaml:10 SCHEMA-002",
                        e2e + "deprecated-extensions/ingress.yaml:11 SCHEMA-003",
                        e2e + "deprecated-extensions/ingress.yaml:12 SCHEMA-003",
                        e2e + "failure-during-sync/failure-during-sync.yaml:8 NAME-005",
                        e2e + "networking/guestbook-ui-svc-ingress.yaml:15 SCHEMA-002",
                        e2e + "networking/guestbook-ui-svc-ingress.yaml:17 SCHEMA-003",
                        e2e + "networking/guestbook-ui-svc-ingress.yaml:18 SCHEMA-003",
                        e2e + "networking/guestbook-ui-svc-ingress.yaml:33 SCHEMA-002",
                        e2e + "networking/guestbook-ui-svc-ingress.yaml:35 SCHEMA-003",
                        e2e + "networking/guestbook-ui-svc-ingress.yaml:36 SCHEMA-003",
                        e2e + "ssa-revision-history/deployment.yaml:5 SCHEMA-002",
                        e2e + "sync-options-validate-false/invalid-cm.yaml:8 SCHEMA-003")),
                errors("argocd-applicationsets"));
    }
}
