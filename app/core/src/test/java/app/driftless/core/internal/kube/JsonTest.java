package app.driftless.core.internal.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    private static Map<String, Object> read(String text) throws IOException {
        return Json.object(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void wholeNumbersAreLongAndBeyondThatBigIntegerExactThereAndBack() throws IOException {
        String text = "{\"a\":9223372036854775807,\"b\":[{\"c\":9223372036854775808},-12345678901234567890123],"
                + "\"d\":7,\"e\":1.5,\"f\":null,\"g\":true,\"h\":\"7\"}";
        Map<String, Object> tree = read(text);
        assertEquals(Long.MAX_VALUE, tree.get("a"));
        assertEquals(
                List.of(Map.of("c", new BigInteger("9223372036854775808")), new BigInteger("-12345678901234567890123")),
                tree.get("b"));
        // One such number changes nothing about the others.
        assertEquals(7L, tree.get("d"));
        assertEquals(1.5, tree.get("e"));
        assertEquals(text, Json.text(tree));
        assertEquals(7L, read("{\"d\":7}").get("d"));
    }
}
