package app.driftless.core.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.validate.Completion.Proposal;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTest {
    private static final String HEAD = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\n";

    /// @param text with `|` for the caret
    private static List<Proposal> at(String text) {
        int caret = text.indexOf('|');
        return new Completion(Checked.SETS.newest()).at("a.yaml", text.replace("|", ""), caret);
    }

    private static List<String> labels(String text) {
        return at(text).stream().map(Proposal::label).toList();
    }

    private static String accepted(String text, String label) {
        Proposal proposal = at(text).stream()
                .filter(p -> p.label().equals(label))
                .findFirst()
                .orElseThrow();
        int caret = text.indexOf('|');
        return text.substring(0, proposal.replaceFrom()) + proposal.insert() + text.substring(caret + 1);
    }

    @Test
    void anEmptyFileBeginsWithTheType() {
        assertEquals(List.of("apiVersion", "kind", "metadata"), labels("|"));
        assertEquals(List.of("kind"), labels("apiVersion: v1\nki|"));
    }

    @Test
    void typesAreProposedAndFitEachOther() {
        assertTrue(labels("apiVersion: |\n").containsAll(List.of("v1", "apps/v1", "batch/v1", "driftless.app/v1")));
        assertEquals(List.of("apps/v1"), labels("apiVersion: |\nkind: Deployment\n"));
        assertEquals(List.of("Deployment"), labels("apiVersion: apps/v1\nkind: Dep|\n"));
    }

    @Test
    void missingKeysAreProposedRequiredOnesFirst() {
        List<String> spec = labels(HEAD + "spec:\n  replicas: 1\n  |\n");
        assertEquals(List.of("selector", "template"), spec.subList(0, 2));
        assertTrue(spec.contains("minReadySeconds"));
        assertFalse(spec.contains("replicas"));
        assertFalse(labels(HEAD + "|").contains("status"));
        assertFalse(labels(HEAD.replace("name: a", "|")).contains("uid"));
    }

    @Test
    void aKeyIsInsertedWithWhatFollowsIt() {
        String text = HEAD + "spec:\n  te|\n";
        assertEquals(HEAD + "spec:\n  template:\n    \n", accepted(text, "template"));
        assertEquals(
                HEAD + "spec:\n  template:\n    spec:\n      containers:\n        - \n",
                accepted(HEAD + "spec:\n  template:\n    spec:\n      cont|\n", "containers"));
        assertEquals(HEAD + "spec:\n  replicas: \n", accepted(HEAD + "spec:\n  rep|\n", "replicas"));
        assertEquals(HEAD + "spec:\n  replicas: 1\n", accepted(HEAD + "spec:\n  rep|: 1\n", "replicas"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "      containers:\n        - name: a\n          im|\n",
                "      containers:\n      - name: a\n        im|\n",
                "      containers:\n        - im|\n",
                "      containers:\n        - name: a\n          env:\n            - name: B\n              value: c\n          im|",
                "      containers: # here\n\n        - im|\n          name: a\n        - image: b\n",
                "      containers:\n        - name: a\n        - im|\n          name: b\n          x: [\n",
            })
    void listItemsAreUnderstoodWhileTheTextIsBroken(String containers) {
        assertEquals(
                List.of("image", "imagePullPolicy"),
                labels(HEAD + "spec:\n  template:\n    spec:\n" + containers).subList(0, 2));
    }

    @Test
    void valuesOfEnumsAndBooleansAreProposed() {
        String pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n";
        assertEquals(List.of("Always", "Never", "OnFailure"), labels(pod + "  restartPolicy: |\n"));
        assertEquals(List.of("Never"), labels(pod + "  restartPolicy: Ne|\n"));
        assertEquals(List.of("true", "false"), labels(pod + "  hostNetwork: |\n"));
        String claim =
                "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: a}\nspec:\n  accessModes:\n    - |\n";
        assertTrue(labels(claim).contains("ReadWriteOnce"));
    }

    @Test
    void ourOwnFileIsCompleted() {
        var completion = new Completion(Checked.SETS.newest());
        String text = "apiVersion: driftless.app/v1\nkind: Workspace\nenvironments:\n  - name: a\n    prot";
        List<Proposal> proposals = completion.at(".driftless.yaml", text, text.length());
        assertEquals(
                List.of("protection"), proposals.stream().map(Proposal::label).toList());
        String kustomization = "resour";
        assertEquals(
                "resources:\n  - ",
                completion
                        .at("a/kustomization.yaml", kustomization, 6)
                        .getFirst()
                        .insert());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data:\n  script: |2\n    na|",
                "# na|",
                "metadata:\n  name: \"na|",
                "metadata: {na|",
            })
    void nothingIsProposedInTextsAndComments(String text) {
        String caret = text.substring(0, text.length() - 1);
        assertEquals(
                List.of(),
                new Completion(Checked.SETS.newest())
                        .at("a.yaml", "apiVersion: v1\nkind: ConfigMap\n" + caret, 30 + caret.length() + 1));
    }

    @Test
    void otherDocumentsDoNotDisturb() {
        assertEquals(
                List.of("data"),
                labels("apiVersion: v1\nkind: Pod\n---\napiVersion: v1\nkind: ConfigMap\nda|\n---\nkind: X\n")
                        .subList(0, 1));
    }

    @Test
    void anyOffsetOfAnyBrokenTextIsAnswered() {
        var random = new Random(7);
        var completion = new Completion(Checked.SETS.newest());
        var hover = new Hover(Checked.SETS.newest());
        String base = HEAD
                + "spec:\n  template:\n    spec:\n      containers:\n        - name: a\n          ports: [{}]\n---\n";
        for (int i = 0; i < 300; i++) {
            var text = new StringBuilder(base);
            for (int n = 0; n < 4; n++) {
                int at = random.nextInt(text.length());
                if (random.nextBoolean()) {
                    text.deleteCharAt(at);
                } else {
                    text.insert(at, " -:\n{\"|#\t".charAt(random.nextInt(9)));
                }
            }
            int offset = random.nextInt(text.length() + 1);
            for (Proposal proposal : completion.at("a.yaml", text.toString(), offset)) {
                assertTrue(proposal.replaceFrom() <= offset && proposal.replaceFrom() >= 0);
            }
            assertTrue(hover.at("a.yaml", text.toString(), offset)
                    .map(h -> !h.path().isEmpty())
                    .orElse(true));
        }
    }

    @Test
    void hoveringTellsTheFieldAndItsMeaning() {
        String text = HEAD + "spec:\n  template: {spec: {containers: [{imagePullPolicy: Always}]}}\n";
        var hover = new Hover(Checked.SETS.newest());
        Hover.FieldHelp help =
                hover.at("a.yaml", text, text.indexOf("imagePull") + 2).orElseThrow();
        assertEquals("spec.template.spec.containers[0].imagePullPolicy", help.path());
        assertEquals("string", help.type());
        assertTrue(help.text().contains("= Always, IfNotPresent, Never"), help::text);
        String broken = HEAD + "spec:\n  replicas: 1\n  x: [\n";
        assertEquals(
                Optional.of("spec.replicas"),
                hover.at("a.yaml", broken, broken.indexOf("replicas") + 3).map(Hover.FieldHelp::path));
    }

    @Test
    void theOutlineNamesDocumentsKeysAndItems() {
        List<Outline.Entry> outline =
                Outline.of(Checked.parse(HEAD + "spec:\n  items: [{name: x}, {y: 1}]\n---\n- 1\n"));
        assertEquals(
                List.of("Deployment a", "2"),
                outline.stream().map(Outline.Entry::label).toList());
        Outline.Entry spec = outline.getFirst().children().getLast();
        assertEquals("spec", spec.label());
        assertEquals(5, spec.range().line());
        assertEquals(
                List.of("x", "2"),
                spec.children().getFirst().children().stream()
                        .map(Outline.Entry::label)
                        .toList());
        assertEquals("2", spec.children().getFirst().detail());
    }

    @Test
    void theOutlineShowsShortValuesButNoneOfASecret() {
        String data = "metadata:\n  name: keys\nstringData:\n  password: hunter2\n";
        String config = Outline.of(Checked.parse("apiVersion: v1\nkind: ConfigMap\n" + data))
                .toString();
        String secret = Outline.of(Checked.parse("apiVersion: v1\nkind: Secret\n" + data))
                .toString();
        assertTrue(config.contains("hunter2"), config);
        assertFalse(secret.contains("hunter2"), secret);
        assertTrue(secret.contains("password"), secret);
    }
}
