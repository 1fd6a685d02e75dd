package app.driftless.core.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.manifest.Manifests;
import app.driftless.core.validate.SchemaSets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentNamesTest {
    @TempDir
    Path root;

    private Map<String, String> names(String... folders) {
        var written = new WrittenFolder(root);
        for (String folder : folders) {
            written.with(folder + "/kustomization.yaml", "resources: []\n");
        }
        var names = new TreeMap<String, String>();
        WorkspaceFinder.standard(Manifests.parser(), new SchemaSets())
                .find(written.tree(), new CancelToken())
                .all()
                .forEach(e -> names.put(e.path(), e.name()));
        return names;
    }

    @Test
    void aNameOfItsOwnIsTheFolderAlone() {
        assertEquals(
                Map.of("teams/a/web/overlays/staging", "staging", "teams/a/web/overlays/production", "production"),
                names("teams/a/web/overlays/staging", "teams/a/web/overlays/production"));
    }

    @Test
    void theShortestEndOfThePathTellsApart() {
        assertEquals(
                Map.of(
                        "teams/a/web/overlays/production", "web-production",
                        "teams/a/db/overlays/production", "a-db-production",
                        "teams/b/db/overlays/production", "b-db-production",
                        "teams/b/db/overlays/staging", "staging"),
                names(
                        "teams/a/web/overlays/production",
                        "teams/a/db/overlays/production",
                        "teams/b/db/overlays/production",
                        "teams/b/db/overlays/staging"));
    }

    @Test
    void foldersThatSayNothingCountOnlyWhereNothingElseTellsApart() {
        assertEquals(
                Map.of("web/overlays/test", "overlays-test", "web/clusters/test", "clusters-test"),
                names("web/overlays/test", "web/clusters/test"));
    }

    @Test
    void joinedNamesThatWouldBeEqualAreKeptApart() {
        var names = names("a-b/test", "a/b-test", "c/a/b/test");
        assertEquals(3, names.values().stream().distinct().count(), names.toString());
    }
}
