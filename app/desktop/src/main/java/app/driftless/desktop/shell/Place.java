package app.driftless.desktop.shell;

import app.driftless.desktop.action.ActionId;

/// The places of the rail.
public enum Place {
    ENVIRONMENTS(ActionId.SHOW_ENVIRONMENTS),
    FILES(ActionId.SHOW_FILES),
    CHANGES(ActionId.SHOW_CHANGES);

    private final ActionId action;

    Place(ActionId action) {
        this.action = action;
    }

    public ActionId action() {
        return action;
    }
}
