package app.driftless.core.settings;

import app.driftless.core.problem.ProblemCode;

/// What can go wrong with what a person chose or allowed on this computer.
public enum SettingsProblem implements ProblemCode {
    /// The file of the settings, or of what was trusted, cannot be written.
    UNWRITABLE("SETTINGS-001");

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
