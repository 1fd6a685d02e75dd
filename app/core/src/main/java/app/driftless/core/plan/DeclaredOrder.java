package app.driftless.core.plan;

import app.driftless.core.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What annotations of other tools say about the order of one object: Argo CD's waves, kapp's change groups and rules,
/// and `depends-on` of cli-utils. Pure.
///
/// @param wave 0 where nothing is said
/// @param groups change groups that the object is in
/// @param after groups that come first
/// @param before groups that wait for this object
/// @param on objects that come first
record DeclaredOrder(int wave, List<String> groups, List<String> after, List<String> before, List<ResourceKey> on) {
    private static final String WAVE = "argocd.argoproj.io/sync-wave";
    private static final String GROUP = "kapp.k14s.io/change-group";
    private static final String RULE = "kapp.k14s.io/change-rule";
    private static final String DEPENDS_ON = "config.kubernetes.io/depends-on";
    private static final Pattern RULE_TEXT =
            Pattern.compile("\\s*upsert\\s+(after|before)\\s+upserting\\s+(\\S+)\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("\\s*([+-]?\\d{1,9})\\s*");
    private static final DeclaredOrder NOTHING = new DeclaredOrder(0, List.of(), List.of(), List.of(), List.of());

    static DeclaredOrder of(ResourceKey key, Map<String, Object> body) {
        Map<String, String> annotations = new Tree(body).texts("metadata", "annotations");
        if (annotations.isEmpty()) {
            return NOTHING;
        }
        Matcher wave = NUMBER.matcher(annotations.getOrDefault(WAVE, ""));
        var groups = new ArrayList<String>();
        var after = new ArrayList<String>();
        var before = new ArrayList<String>();
        annotations.forEach((name, value) -> {
            if (isOrBegins(name, GROUP)) {
                groups.add(filled(value.strip(), key));
            } else if (isOrBegins(name, RULE)) {
                Matcher rule = RULE_TEXT.matcher(value);
                if (rule.matches()) {
                    (rule.group(1).equalsIgnoreCase("after") ? after : before).add(filled(rule.group(2), key));
                }
            }
        });
        return new DeclaredOrder(
                wave.matches() ? Integer.parseInt(wave.group(1)) : 0,
                groups,
                after,
                before,
                dependsOn(annotations.getOrDefault(DEPENDS_ON, "")));
    }

    /// kapp tells several of them apart by what follows a dot.
    private static boolean isOrBegins(String name, String annotation) {
        return name.equals(annotation) || name.startsWith(annotation + ".");
    }

    private static String filled(String text, ResourceKey key) {
        return text.replace("{api-group}", key.group())
                .replace("{kind}", key.kind())
                .replace("{namespace}", key.namespace())
                .replace("{name}", key.name());
    }

    /// `group/namespaces/namespace/Kind/name` or `group/Kind/name`, by commas.
    private static List<ResourceKey> dependsOn(String text) {
        var found = new ArrayList<ResourceKey>();
        for (String item : text.split(",", -1)) {
            object(item.strip()).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<ResourceKey> object(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length == 5 && parts[1].equals("namespaces")) {
            return Optional.of(new ResourceKey(parts[0], parts[3], parts[2], parts[4]));
        }
        return parts.length == 3 ? Optional.of(new ResourceKey(parts[0], parts[1], "", parts[2])) : Optional.empty();
    }
}
