package app.driftless.core.internal.kube;

import app.driftless.core.internal.json.WholeNumbers;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON as plain trees: maps in order, lists, strings, booleans, `Long` (else `BigInteger`), `Double`, null.
final class Json {
    /// A few megabytes of text can become gigabytes of objects (T20).
    private static final StreamReadConstraints BOUNDS =
            StreamReadConstraints.builder().maxTokenCount(5_000_000).build();

    private static final ObjectMapper MAPPER =
            new ObjectMapper(JsonFactory.builder().streamReadConstraints(BOUNDS).build());
    private static final ObjectReader READER = MAPPER.readerFor(new TypeReference<LinkedHashMap<String, Object>>() {})
            .with(DeserializationFeature.USE_LONG_FOR_INTS)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    static Map<String, Object> object(byte[] bytes) throws IOException {
        @Nullable Map<String, Object> map = read(bytes);
        if (map == null) {
            throw new IOException("null instead of an object");
        }
        return map;
    }

    /// Numbers beyond 2^63 are so rare that reading twice where there is one costs less than looking for them always.
    private static @Nullable Map<String, Object> read(byte[] bytes) throws IOException {
        try {
            return READER.readValue(bytes);
        } catch (InputCoercionException e) {
            return WholeNumbers.in(
                    READER.without(DeserializationFeature.USE_LONG_FOR_INTS).<@Nullable Object>readValue(bytes));
        }
    }

    static byte[] bytes(Object tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a JSON tree", e);
        }
    }

    static String text(Object tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a JSON tree", e);
        }
    }
}
