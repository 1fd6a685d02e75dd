package app.driftless.core.workspace;

import app.driftless.core.internal.workspace.FieldSchema;
import app.driftless.core.validate.SchemaNode;

/// The schema of `.driftless.yaml`, for its validation, completion and hover.
public final class WorkspaceSchema {
    public static final String API_VERSION = "driftless.app/v1";
    public static final String KIND = "Workspace";

    private WorkspaceSchema() {}

    public static SchemaNode root() {
        return FieldSchema.WORKSPACE;
    }
}
