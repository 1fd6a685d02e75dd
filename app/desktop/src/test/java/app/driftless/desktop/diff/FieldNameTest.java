package app.driftless.desktop.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldNameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            .spec.replicas                                    | replicas
            .spec.template.spec.containers[name="a.b"].image  | image
            .spec.ports[port=80,protocol="TCP"]               | ports[port=80,protocol="TCP"]
            .metadata.annotations["shop.example/trace"]       | annotations["shop.example/trace"]
            .metadata.labels["a]b.c"].d                       | d
            replicas                                          | replicas
            """)
    void isTheLastStepWithItsItem(String path, String name) {
        assertEquals(name, FieldName.of(path));
    }
}
