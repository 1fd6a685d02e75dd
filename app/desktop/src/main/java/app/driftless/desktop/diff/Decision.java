package app.driftless.desktop.diff;

import app.driftless.core.diff.Difference;
import app.driftless.core.diff.IgnoreProposal;
import app.driftless.core.diff.IgnoreRule;
import app.driftless.core.diff.TakeOverRule;
import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.workspace.Environment;
import app.driftless.core.workspace.IgnoreFile;
import java.util.Optional;

/// What was decided about a conflict, to be remembered as a rule of `.driftless.yaml` (R12 of the engine reference):
/// for this field of this object, as long as the same manager owns it.
///
/// @param choice to take over or to leave
public record Decision(ResourceKey key, Difference conflict, Choice choice) {
    public Decision {
        if (choice != Choice.TAKE_OVER && choice != Choice.LEAVE) {
            throw new IllegalArgumentException(choice.name());
        }
    }

    /// Empty where nothing was decided that a rule could remember, or a rule says so already.
    public static Optional<Decision> of(ShownDiff shown, Difference difference, Choice choice) {
        boolean decided = choice == Choice.LEAVE
                || choice == Choice.TAKE_OVER && shown.settled(difference).isEmpty();
        return decided && Choice.open(difference).contains(choice)
                ? Optional.of(new Decision(shown.diff().key(), difference, choice))
                : Optional.empty();
    }

    public boolean takesOver() {
        return choice == Choice.TAKE_OVER;
    }

    /// Whether an environment has the rule already.
    public boolean standsIn(Environment environment) {
        return takesOver()
                ? environment.takeOver().all().stream()
                        .anyMatch(rule -> rule.text().equals(taking().text()))
                : environment.ignore().all().stream()
                        .anyMatch(rule -> rule.text().equals(leaving().text()));
    }

    /// The text of `.driftless.yaml` with the rule; empty where it can't be added by one edit. Pure.
    public Optional<String> addedTo(String text, String environment) {
        return takesOver()
                ? IgnoreFile.added(text, taking(), Optional.of(environment))
                : IgnoreFile.added(text, leaving(), Optional.of(environment));
    }

    private TakeOverRule taking() {
        return TakeOverRule.of(key, conflict);
    }

    private IgnoreRule leaving() {
        return IgnoreProposal.leaving(key, conflict);
    }
}
