package app.driftless.desktop.diff;

/// What people call a field: the last step of its path in the notation of managedFields, with the item that it is.
public final class FieldName {
    private FieldName() {}

    /// `image` of `.spec.containers[name="api"].image`, `ports[port=80]` of `.spec.ports[port=80]`.
    public static String of(String fieldPath) {
        int start = 0;
        boolean quoted = false;
        int depth = 0;
        for (int i = 0; i < fieldPath.length(); i++) {
            char c = fieldPath.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                depth += c == '[' ? 1 : c == ']' ? -1 : 0;
                start = c == '.' && depth == 0 ? i + 1 : start;
            }
        }
        return fieldPath.substring(start);
    }
}
