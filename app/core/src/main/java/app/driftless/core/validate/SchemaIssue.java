package app.driftless.core.validate;

import app.driftless.core.manifest.Severity;

/// What a schema, or the rules for names, can have against an object. The text of each is in the bundle `validate`
/// under its code. No text ever quotes a value: it might be secret.
enum SchemaIssue {
    TYPE("SCHEMA-001", Severity.ERROR),
    REQUIRED("SCHEMA-002", Severity.ERROR),
    UNKNOWN_FIELD("SCHEMA-003", Severity.ERROR),
    UNKNOWN_FIELD_LIKE("SCHEMA-004", Severity.ERROR),
    NOT_ALLOWED("SCHEMA-005", Severity.ERROR),
    TOO_SMALL("SCHEMA-006", Severity.ERROR),
    TOO_LARGE("SCHEMA-007", Severity.ERROR),
    PATTERN("SCHEMA-008", Severity.ERROR),
    TOO_SHORT("SCHEMA-009", Severity.ERROR),
    NO_SCHEMA("SCHEMA-010", Severity.INFO),
    OTHER_VERSION("SCHEMA-011", Severity.INFO),
    TOO_LONG("SCHEMA-012", Severity.ERROR),
    DUPLICATE_ITEM("SCHEMA-013", Severity.ERROR),
    DUPLICATE_KEYS("SCHEMA-014", Severity.ERROR),
    QUANTITY("SCHEMA-015", Severity.ERROR),
    BASE64("SCHEMA-016", Severity.ERROR),
    TIME("SCHEMA-017", Severity.ERROR),
    DURATION("SCHEMA-018", Severity.ERROR),
    OUT_OF_RANGE("SCHEMA-019", Severity.ERROR),
    QUOTE("SCHEMA-020", Severity.ERROR),
    SUBSTITUTED("SCHEMA-021", Severity.WARNING),
    NAME("NAME-001", Severity.ERROR),
    SERVICE_NAME("NAME-002", Severity.ERROR),
    CLUSTER_SCOPED("NAME-003", Severity.WARNING),
    LABEL_KEY("NAME-004", Severity.ERROR),
    LABEL_VALUE("NAME-005", Severity.ERROR),
    NAMESPACE("NAME-006", Severity.ERROR),
    DUPLICATE_OBJECT("NAME-007", Severity.ERROR);

    private final String code;
    private final Severity severity;

    SchemaIssue(String code, Severity severity) {
        this.code = code;
        this.severity = severity;
    }

    String code() {
        return code;
    }

    Severity severity() {
        return severity;
    }
}
