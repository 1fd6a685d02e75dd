package app.driftless.core.diff;

import java.util.List;
import java.util.regex.Pattern;

/// Which field managers are people's tools, as the settings list them: what they added was added by hand.
public final class PersonsTools {
    private final List<Pattern> patterns;

    /// @param globs with `*` for any text; case counts not
    public PersonsTools(List<String> globs) {
        patterns = globs.stream()
                .map(glob -> Pattern.compile("\\Q" + glob.replace("*", "\\E.*\\Q") + "\\E", Pattern.CASE_INSENSITIVE))
                .toList();
    }

    public boolean include(String manager) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(manager).matches());
    }
}
