package app.driftless.core.internal.kube;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells refusals apart by their causes and, where Kubernetes gives nothing better, by its wording (R13).
final class Refusals {
    private static final Pattern IMMUTABLE = Pattern.compile(
            "(?i)\\bimmutable\\b|may not change once set|cannot change roleRef|may not be changed|cannot be changed"
                    + "|updates to \\w+ spec for fields other than|\\boldSelf\\b|field can ?not be changed");
    private static final Pattern ADMISSION = Pattern.compile(
            "admission webhook \"[^\"]*\" denied|ValidatingAdmissionPolicy|MutatingAdmissionPolicy|violates PodSecurity");
    private static final Pattern RBAC = Pattern.compile("cannot \\w+ resource");
    private static final Pattern UNKNOWN_FIELD = Pattern.compile("(unknown|duplicate) field \"([^\"]+)\"");
    private static final Pattern UNDECLARED = Pattern.compile("(\\.[^\\s:]+): (field not declared in schema|[^;,]+)");

    private Refusals() {}

    static boolean immutable(int status, Map<String, String> causes, String message) {
        if ((status != 422 && status != 403) || ADMISSION.matcher(message).find()) {
            // A policy or webhook that forbids a change must not be got around by creating the object anew.
            return false;
        }
        return causes.isEmpty()
                ? IMMUTABLE.matcher(message).find()
                : causes.values().stream()
                        .allMatch(cause -> IMMUTABLE.matcher(cause).find());
    }

    static boolean byAdmission(int status, String message) {
        return ADMISSION.matcher(message).find()
                || (status == 403
                        && !RBAC.matcher(message).find()
                        && message.contains("forbidden: ")
                        && !message.contains("User \""));
    }

    /// Some of what is wrong with an object comes back as a 500, since it cannot even be read.
    static boolean undecodable(String message) {
        return message.contains("typed patch object")
                || message.contains("failed to convert new object")
                || message.contains("error decoding from json");
    }

    /// Field paths that stand in the message only.
    static Map<String, String> paths(String message) {
        Map<String, String> found = new LinkedHashMap<>();
        Matcher unknown = UNKNOWN_FIELD.matcher(message);
        while (unknown.find()) {
            found.putIfAbsent(unknown.group(2), unknown.group());
        }
        if (found.isEmpty() && message.contains("typed patch object")) {
            Matcher undeclared = UNDECLARED.matcher(message);
            while (undeclared.find()) {
                found.putIfAbsent(undeclared.group(1).substring(1), undeclared.group(2));
            }
        }
        return found;
    }
}
