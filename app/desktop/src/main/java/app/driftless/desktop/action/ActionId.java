package app.driftless.desktop.action;

import java.util.Locale;
import java.util.Optional;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.octicons.Octicons;

/// Everything a person can do by name: one declaration for menu, toolbar, palette, key and key sheet.
public enum ActionId {
    OPEN_REPOSITORY(Octicons.REPO_16, "Shortcut+O"),
    CLONE_REPOSITORY(Octicons.REPO_CLONE_16, "Shortcut+Shift+O"),
    TRY_SAMPLE(Octicons.BEAKER_16, ""),
    CLOSE_REPOSITORY(Octicons.SIGN_OUT_16, ""),
    TRUST_REPOSITORY(Octicons.SHIELD_CHECK_16, ""),
    GO_TO_ANYTHING(Octicons.SEARCH_16, "Shortcut+P"),
    COMMANDS(Octicons.TERMINAL_16, "Shortcut+Shift+P"),
    ALL_KEYS(Octicons.QUESTION_16, "Shift+Slash"),
    SHOW_ENVIRONMENTS(Octicons.SERVER_16, "Alt+1"),
    SHOW_FILES(Octicons.FILE_DIRECTORY_24, "Alt+2"),
    SHOW_CHANGES(Octicons.GIT_COMMIT_16, "Alt+3"),
    SHOW_SETTINGS(Octicons.GEAR_16, "Shortcut+COMMA"),
    SHOW_SYNC(Octicons.SYNC_16, "Alt+4"),
    SHOW_SANDBOX(Octicons.BEAKER_16, "Alt+5"),
    SHOW_PROBLEMS(Octicons.ALERT_16, ""),
    SHOW_LOG(Octicons.NOTE_16, ""),
    SHOW_OUTLINE(Octicons.LIST_UNORDERED_16, "Shortcut+Shift+L"),
    SHOW_OPERATIONS(Octicons.BELL_16, ""),
    NEW_FILE(Octicons.PLUS_16, "Shortcut+N"),
    RENAME_FILE(Octicons.PENCIL_16, "F2"),
    DELETE_FILE(Octicons.TRASH_16, ""),
    SAVE(Octicons.CHECK_16, "Shortcut+S"),
    COMMIT(Octicons.GIT_COMMIT_16, "Shortcut+ENTER"),
    PUSH(Octicons.REPO_PUSH_16, "Shortcut+Shift+K"),
    FETCH(Octicons.SYNC_16, ""),
    PULL(Octicons.ARROW_DOWN_16, ""),
    NEW_BRANCH(Octicons.GIT_BRANCH_16, ""),
    REPOSITORY_HISTORY(Octicons.HISTORY_16, "Shortcut+Shift+H"),
    REVERT_COMMIT(Octicons.REPLY_16, "Shortcut+Shift+R"),
    GO_BACK(Octicons.HISTORY_16, ""),
    NEXT_PROBLEM(Octicons.ARROW_DOWN_16, "F8"),
    PREVIOUS_PROBLEM(Octicons.ARROW_UP_16, "Shift+F8"),
    NEXT_DIFFERENCE(Octicons.ARROW_DOWN_16, "F7"),
    PREVIOUS_DIFFERENCE(Octicons.ARROW_UP_16, "Shift+F7"),
    STAGE_HUNK(Octicons.PLUS_16, "Shortcut+Shift+S"),
    UNSTAGE_HUNK(Octicons.DASH_16, "Shortcut+Shift+U"),
    DISCARD_HUNK(Octicons.TRASH_16, "Shortcut+Shift+BACK_SPACE"),
    FILTER_LIST(Octicons.FILTER_16, "SLASH"),
    BIND_CLUSTER(Octicons.LINK_16, ""),
    SYNC_NOW(Octicons.SYNC_16, ""),
    SYNC_THIS(Octicons.SYNC_16, "Shortcut+Shift+Y"),
    PAUSE_SYNCS(Octicons.STOP_16, ""),
    CLOSE_TAB(Octicons.X_16, "Shortcut+W"),
    NEXT_REGION(Octicons.CHEVRON_RIGHT_16, "F6"),
    PREVIOUS_REGION(Octicons.CHEVRON_LEFT_16, "Shift+F6"),
    ZOOM_IN(Octicons.PLUS_16, "Shortcut+EQUALS"),
    ZOOM_OUT(Octicons.DASH_16, "Shortcut+MINUS"),
    ZOOM_RESET(Octicons.SCREEN_NORMAL_16, "Shortcut+0");

    private final Ikon icon;
    private final String key;

    ActionId(Ikon icon, String key) {
        this.icon = icon;
        this.key = key;
    }

    public Ikon icon() {
        return icon;
    }

    /// The key that is set at first, where there is one.
    public Optional<KeyCombination> key() {
        return key.isEmpty() ? Optional.empty() : Optional.of(KeyCombination.valueOf(key));
    }

    /// Whether the key is a plain character, which belongs to a text field while one has the focus.
    boolean isCharacter() {
        return this == ALL_KEYS || this == FILTER_LIST;
    }

    /// The key of its name in the bundle.
    public String text() {
        return "action." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
