package app.driftless.core.internal.schema;

import app.driftless.core.validate.Bounds;
import app.driftless.core.validate.SchemaNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A schema over its JSON tree: of the bundle, of a CRD, or our own. What `$ref` names is looked up when it is asked
/// for.
public final class TreeSchema implements SchemaNode {
    private final Map<?, ?> tree;
    private final Function<String, Optional<TreeSchema>> definitions;
    private volatile @Nullable SchemaFacts facts;

    public TreeSchema(Map<?, ?> tree, Function<String, Optional<TreeSchema>> definitions) {
        this.tree = tree;
        this.definitions = definitions;
    }

    /// A schema without references.
    public static TreeSchema of(Map<?, ?> tree) {
        return new TreeSchema(tree, _ -> Optional.empty());
    }

    SchemaFacts facts() {
        SchemaFacts known = facts;
        if (known == null) {
            known = new FactsReader(tree, definitions).read();
            facts = known;
        }
        return known;
    }

    @Override
    public String type() {
        return facts().type();
    }

    @Override
    public String description() {
        return facts().description();
    }

    @Override
    public Map<String, SchemaNode> properties() {
        return facts().properties();
    }

    @Override
    public Optional<SchemaNode> additionalProperties() {
        return facts().additional();
    }

    @Override
    public Optional<SchemaNode> items() {
        return facts().items();
    }

    @Override
    public List<String> required() {
        return facts().required();
    }

    @Override
    public List<Object> allowedValues() {
        return facts().allowed();
    }

    @Override
    public boolean intOrString() {
        return facts().marks().intOrString();
    }

    @Override
    public boolean preservesUnknown() {
        return facts().marks().preserves();
    }

    @Override
    public String listType() {
        return facts().marks().listType();
    }

    @Override
    public List<String> listMapKeys() {
        return facts().marks().mapKeys();
    }

    @Override
    public String format() {
        return facts().marks().format();
    }

    @Override
    public Bounds bounds() {
        return facts().bounds();
    }

    @Override
    public @Nullable Object defaultValue() {
        return facts().marks().byDefault();
    }

    @Override
    public boolean embeddedResource() {
        return facts().marks().embedded();
    }
}
