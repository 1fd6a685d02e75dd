package app.driftless.core.settings;

import app.driftless.core.problem.ProblemCode;

/// What can go wrong with what a person chose or allowed on this computer.
public enum SettingsProblem implements ProblemCode {
    /// The file of the settings, or of what was trusted, cannot be written.
    UNWRITABLE("SETTINGS-001"),
    /// The file of the settings cannot be read.
    SETTINGS_DAMAGED("SETTINGS-002"),
    /// The file of what was trusted and bound cannot be read.
    TRUST_DAMAGED("SETTINGS-003"),
    /// Parts of the journal of unsaved text cannot be read.
    DRAFTS_DAMAGED("SETTINGS-004");

    private final String id;

    SettingsProblem(String id) {
        this.id = id;
    }

    @Override
    public String area() {
        return "settings";
    }

    @Override
    public String id() {
        return id;
    }
}
