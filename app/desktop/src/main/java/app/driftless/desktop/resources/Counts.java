package app.driftless.desktop.resources;

import app.driftless.core.diff.Action;
import java.util.List;

/// How many resources there are, and how many of them are not as desired.
public record Counts(int all, int differ, int create, int delete) {
    public static Counts of(List<ResourceEntry> resources) {
        int differ = 0;
        int create = 0;
        int delete = 0;
        for (ResourceEntry entry : resources) {
            Action action = entry.state().action().orElse(Action.UNCHANGED);
            differ += action == Action.UPDATE || action == Action.REPLACE || action == Action.ERROR ? 1 : 0;
            create += action == Action.CREATE ? 1 : 0;
            delete += action == Action.DELETE ? 1 : 0;
        }
        return new Counts(resources.size(), differ, create, delete);
    }

    boolean quiet() {
        return differ + create + delete == 0;
    }
}
