package app.driftless.core.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.problem.Texts;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaValidatorTest {
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: api
              labels: {app: api}
            spec:
              replicas: 2
              selector: {matchLabels: {app: api}}
              template:
                metadata: {labels: {app: api}}
                spec:
                  containers:
                    - name: api
                      image: example.org/api:1
                      resources: {limits: {cpu: 500m, memory: 1Gi}}
                      livenessProbe: {httpGet: {path: /, port: http}}
                      ports:
                        - {name: http, containerPort: 8080}
                      env:
                        - {name: A, value: "1"}
            """;

    @Test
    void aRightDeploymentHasNoFindings() {
        assertEquals(List.of(), Checked.told(DEPLOYMENT));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            replicas: 2|replicas: two|SCHEMA-001 7 /spec/replicas [integer, string]
            replicas: 2|replica: 2|SCHEMA-004 7 /spec/replica [replica, replicas]
            replicas: 2|minReadySecond: 2|SCHEMA-004 7 /spec/minReadySecond [minReadySecond, minReadySeconds]
            replicas: 2|zzz: 2|SCHEMA-003 7 /spec/zzz [zzz]
            replicas: 2|replicas: 3000000000|SCHEMA-019 7 /spec/replicas [int32]
            "1"|1|SCHEMA-020 20 /spec/template/spec/containers/0/env/0/value [integer]
            cpu: 500m|cpu: 500x|SCHEMA-015 15 /spec/template/spec/containers/0/resources/limits/cpu []
            - name: api|- nam: api|SCHEMA-004 13 /spec/template/spec/containers/0/nam [nam, name]
            name: api|name: Api_1|NAME-001 4 /metadata/name [Deployment]
            labels: {app: api}|labels: {app: -x}|NAME-005 5 /metadata/labels/app []
            replicas: 2|replicas: ${N}|SCHEMA-021 7 /spec/replicas [integer, string]
            image: example.org/api:1|imagePullPolicy: always|SCHEMA-005 14 /spec/template/spec/containers/0/imagePullPolicy [Always, IfNotPresent, Never]
            """)
    void aMistakeIsNamedAtItsPlace(String right, String wrong, String told) {
        List<String> findings =
                Checked.told(DEPLOYMENT.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong)));
        assertTrue(findings.contains(told), findings::toString);
    }

    @Test
    void whatIsRequiredIsAskedFor() {
        assertEquals(
                List.of("SCHEMA-002 4 /spec [selector]", "SCHEMA-002 4 /spec [template]"),
                Checked.told("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replicas: 1}\n"));
    }

    @Test
    void duplicateKeysOfListItemsAreNamedWithTheirDefaults() {
        String text = DEPLOYMENT
                .replace(
                        "- {name: http, containerPort: 8080}",
                        "- {containerPort: 80}\n            - {containerPort: 80, protocol: TCP}")
                .replace("- {name: A, value: \"1\"}", "- {name: A}\n            - {name: A}");
        assertEquals(
                List.of(
                        "SCHEMA-014 19 /spec/template/spec/containers/0/ports/1 [1, containerPort, protocol]",
                        "SCHEMA-014 22 /spec/template/spec/containers/0/env/1 [1, name]"),
                Checked.told(text).stream()
                        .sorted(Comparator.comparing((String s) -> s.contains("env")))
                        .toList());
    }

    @Test
    void patchesMayLeaveThingsOut() {
        String patch = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n"
                + "spec: {replicas: x, template: {spec: {containers: [{name: b, $patch: delete}]}}}\n";
        assertEquals(
                List.of("SCHEMA-001 4 /spec/replicas [integer, string]"),
                Checked.findings(patch, FileRole.PATCH).stream()
                        .map(Checked::told)
                        .toList());
    }

    @Test
    void schemasOfDefinitionsInTheRepositoryCount() {
        String text = """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: shops.example.org}
                spec:
                  group: example.org
                  scope: Cluster
                  names: {kind: Shop, plural: shops}
                  versions:
                    - name: v1
                      served: true
                      storage: true
                      schema:
                        openAPIV3Schema:
                          type: object
                          properties:
                            spec:
                              type: object
                              required: [size]
                              properties:
                                size: {type: integer, minimum: 1, maximum: 5}
                                mode: {type: string, enum: [open, closed]}
                                code: {type: string, pattern: '^[a-z]+$', maxLength: 4}
                                port: {x-kubernetes-int-or-string: true}
                ---
                apiVersion: example.org/v1
                kind: Shop
                metadata: {name: a, namespace: b}
                spec: {size: 9, mode: ajar, code: ABCDE, port: true, x: 1}
                """;
        assertEquals(
                List.of(
                        "SCHEMA-007 28 /spec/size [5, 0]",
                        "SCHEMA-005 28 /spec/mode [open, closed]",
                        "SCHEMA-012 28 /spec/code [4, 5]",
                        "SCHEMA-008 28 /spec/code [^[a-z]+$]",
                        "SCHEMA-001 28 /spec/port [integer | string, boolean]",
                        "SCHEMA-003 28 /spec/x [x]",
                        "NAME-003 27 /metadata/namespace [Shop]"),
                Checked.told(text));
    }

    @Test
    void kindsWithoutASchemaAreNotes() {
        assertEquals(
                List.of("SCHEMA-010 1 /apiVersion [example.org/v1, Thing]"),
                Checked.told("apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: a}\n"));
        assertEquals(
                List.of("SCHEMA-011 1 /apiVersion [apps/v1beta1, Deployment, 1.36, apps/v1]"),
                Checked.told("apiVersion: apps/v1beta1\nkind: Deployment\nmetadata: {name: a}\n"));
    }

    @Test
    void theSameObjectTwiceInAFileIsAnError() {
        assertEquals(
                List.of("NAME-007 7 /metadata/name [ConfigMap a, 1]"),
                Checked.told("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n---\n"
                        + "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"));
    }

    @Test
    void noTextTellsAValueOfASecret() {
        String text = "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ntype: [hunter2]\n"
                + "data: {a: hunter2!, b: 5}\nstringData: {c: {d: hunter2}}\n";
        List<Finding> findings = Checked.findings(text);
        assertEquals(4, findings.size(), findings::toString);
        var english = new Texts(Locale.ENGLISH);
        findings.forEach(f -> {
            assertFalse(f.message().args().toString().contains("hunter2"), f::toString);
            assertFalse(english.text(f.message()).contains("hunter2"), f::toString);
        });
    }

    @Test
    void patternsThatTakeForeverAreGivenUp() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(2),
                () -> assertEquals(Optional.empty(), BoundedPattern.find("(.*a){12}b", "a".repeat(60))));
        assertEquals(Optional.of(true), BoundedPattern.find("b", "abc"));
    }

    @Test
    void theBundleKnowsTypesAndScopes() {
        SchemaSet schemas = Checked.SETS.bundled("1.36");
        assertEquals("1.36", schemas.kubernetesVersion());
        assertEquals(Optional.of(true), schemas.namespaced(new Gvk("apps", "v1", "Deployment")));
        assertEquals(Optional.of(false), schemas.namespaced(new Gvk("", "v1", "Node")));
        SchemaNode spec = schemas.schema(new Gvk("apps", "v1", "Deployment"))
                .orElseThrow()
                .properties()
                .get("spec");
        assertTrue(spec.description().contains("Deployment"), spec.description());
        assertEquals("1.36", Checked.SETS.bundled("v1.29.4").kubernetesVersion());
    }
}
