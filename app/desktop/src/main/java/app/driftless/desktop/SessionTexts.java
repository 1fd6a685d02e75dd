package app.driftless.desktop;

import app.driftless.core.repo.PullResult;
import app.driftless.desktop.action.ActionId;
import app.driftless.desktop.i18n.Words;
import java.util.EnumSet;
import java.util.Set;

/// What a session says, and which actions end with it.
final class SessionTexts {
    /// The actions that mean nothing without an open repository.
    static final Set<ActionId> OWNED = EnumSet.complementOf(EnumSet.of(
            ActionId.OPEN_REPOSITORY,
            ActionId.CLONE_REPOSITORY,
            ActionId.TRY_SAMPLE,
            ActionId.ALL_KEYS,
            ActionId.SHOW_OPERATIONS,
            ActionId.ZOOM_IN,
            ActionId.ZOOM_OUT,
            ActionId.ZOOM_RESET));

    private SessionTexts() {}

    static String pulled(Words words, PullResult result) {
        return switch (result) {
            case PullResult.UpToDate _ -> words.text("repository.upToDate");
            case PullResult.Updated(var commits) -> words.text("repository.pulled", commits);
            case PullResult.Conflicts(var paths) -> words.text("repository.conflicts", String.join(", ", paths));
        };
    }
}
