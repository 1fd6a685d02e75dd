package app.driftless.core;

/// The names by which the world knows this program.
public final class Product {
    public static final String NAME = "Driftless";

    /// The field manager of every write, and the prefix of the inventory's parent.
    public static final String FIELD_MANAGER = "driftless";

    private Product() {}

    /// The version of this build, such as `0.1.0`; `development` outside a build.
    public static String version() {
        String version = Product.class.getModule().getDescriptor() == null
                ? null
                : Product.class.getModule().getDescriptor().rawVersion().orElse(null);
        return version == null ? "development" : version;
    }
}
