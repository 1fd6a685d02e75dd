package app.driftless.core.internal.fs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A small versioned JSON file, replaced as a whole. One that is broken or of a newer version is set aside under
/// another name and told.
public final class JsonFile {
    private static final Logger LOG = LoggerFactory.getLogger(JsonFile.class);
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final Path file;
    private final int version;
    private @Nullable Path aside;

    public JsonFile(Path file, int version) {
        this.file = file;
        this.version = version;
    }

    /// The content; an empty object where there is none that can be read.
    public ObjectNode read() throws IOException {
        if (!Files.exists(file)) {
            return JSON.createObjectNode();
        }
        try {
            JsonNode node = JSON.readTree(Files.readAllBytes(file));
            if (node instanceof ObjectNode object && object.path("version").asInt() <= version) {
                return object;
            }
            setAside(node instanceof ObjectNode ? "newer" : "broken");
        } catch (JsonProcessingException e) {
            setAside("broken");
        }
        return JSON.createObjectNode();
    }

    /// Where the file is kept that could not be read.
    public Optional<Path> setAside() {
        return Optional.ofNullable(aside);
    }

    Path path() {
        return file;
    }

    public void write(ObjectNode content) throws IOException {
        content.put("version", version);
        DurableFile.write(file, JSON.writeValueAsBytes(content));
    }

    private void setAside(String why) throws IOException {
        Path kept = file.resolveSibling(file.getFileName() + "." + why + "-" + System.currentTimeMillis());
        Files.move(file, kept, StandardCopyOption.ATOMIC_MOVE);
        aside = kept;
        LOG.warn("{} can't be read and was kept as {}; defaults are used", file, kept);
    }
}
