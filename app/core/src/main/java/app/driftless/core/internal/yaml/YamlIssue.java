package app.driftless.core.internal.yaml;

import app.driftless.core.manifest.Severity;

/// What can be said about a file as YAML and as a list of Kubernetes objects. The text of each is in the bundle
/// `manifest` under its code.
enum YamlIssue {
    SYNTAX("YAML-001", Severity.ERROR),
    DUPLICATE_KEY("YAML-002", Severity.ERROR),
    FILE_TOO_LARGE("YAML-003", Severity.ERROR),
    TOO_DEEP("YAML-004", Severity.ERROR),
    ALIASES_EXPAND("YAML-005", Severity.ERROR),
    ALIAS_CYCLE("YAML-006", Severity.ERROR),
    UNKNOWN_ALIAS("YAML-007", Severity.ERROR),
    UNPRINTABLE("YAML-008", Severity.ERROR),
    AMBIGUOUS("YAML-009", Severity.INFO),
    ODD_LINE_BREAK("YAML-010", Severity.WARNING),
    NOT_JSON_NUMBER("YAML-011", Severity.ERROR),
    KEY_NOT_TEXT("YAML-012", Severity.ERROR),
    MISTAGGED("YAML-013", Severity.ERROR),
    SCALAR_TOO_LONG("YAML-014", Severity.ERROR),
    NUMBER_TOO_LONG("YAML-015", Severity.ERROR),
    HIDDEN_CHARACTER("YAML-016", Severity.WARNING),
    MERGE_NOT_MAP("YAML-017", Severity.ERROR),
    KEY_IS_COLLECTION("YAML-018", Severity.ERROR),
    MORE_FINDINGS("YAML-019", Severity.INFO),
    COLON_IN_TEXT("YAML-021", Severity.ERROR),
    TAB("YAML-022", Severity.ERROR),
    INDENTATION("YAML-023", Severity.ERROR),
    MISSING_COLON("YAML-024", Severity.ERROR),
    UNCLOSED("YAML-025", Severity.ERROR),
    FLOW_SEPARATOR("YAML-026", Severity.ERROR),
    RESERVED_CHARACTER("YAML-027", Severity.ERROR),
    ESCAPE("YAML-028", Severity.ERROR),
    MISSING_SPACE("YAML-029", Severity.ERROR),
    RUN_TOO_LONG("YAML-030", Severity.ERROR),
    TEMPLATE("MAN-001", Severity.INFO),
    ENCRYPTED("MAN-002", Severity.INFO),
    TEMPLATE_IN_MANIFEST("MAN-003", Severity.ERROR),
    NO_NAME("MAN-004", Severity.ERROR),
    GENERATED_NAME("MAN-005", Severity.WARNING),
    NO_API_VERSION("MAN-006", Severity.WARNING),
    NAME_NOT_TEXT("MAN-007", Severity.ERROR),
    ITEM_NOT_OBJECT("MAN-008", Severity.ERROR);

    private final String code;
    private final Severity severity;

    YamlIssue(String code, Severity severity) {
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
