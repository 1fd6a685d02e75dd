package app.driftless.core.internal.sync;

import app.driftless.core.diff.DiffClass;
import app.driftless.core.diff.Difference;
import app.driftless.core.diff.Masking;
import app.driftless.core.diff.ObjectDiff;
import app.driftless.core.diff.PersonsTools;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is different between two states of one object that are known as a whole, whoever wants it so. Secrets are
/// masked here. Pure.
///
/// @param masking its tags are equal for equal values
record ExactChanges(Masking masking, PersonsTools tools) {
    /// @param now with managedFields
    /// @param wanted what it shall become, or became
    /// @param then what the server would make of it, or made of it
    List<Difference> between(Map<String, Object> now, Map<String, Object> wanted, Map<String, Object> then) {
        var diff = new ObjectDiff(
                wanted, now, then, Optional.empty(), List.of(), new ObjectDiff.Question(Optional::empty, tools));
        List<Difference> changes = diff.differences().stream()
                .filter(d -> !d.live().equals(d.predicted()))
                .map(ExactChanges::wanted)
                .toList();
        return masking.mask(List.of(now, then, wanted), changes);
    }

    /// Whoever wrote the fields: here they are all somebody's wish.
    private static Difference wanted(Difference d) {
        return new Difference(
                d.path(),
                d.fieldPath(),
                DiffClass.YOURS,
                false,
                d.desired(),
                d.live(),
                d.predicted(),
                d.manager(),
                d.time(),
                false);
    }
}
