package app.driftless.core.internal.sync;

import app.driftless.core.cluster.ApplyAnswer;
import app.driftless.core.cluster.ApplyRequest;
import app.driftless.core.diff.Canonical;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.diff.SecretForm;
import app.driftless.core.manifest.Resource;
import app.driftless.core.problem.Problem;
import app.driftless.core.sync.SyncProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Asks the server once more about an object whose plan was an approximation, since its namespace or kind was not
/// there yet: now it is, and what was approved must be what comes (R5). Blocks.
record SecondLook(Sender sender, ResourceDiff planned) {
    /// Set by the server, or drawn by lot for each create.
    private static final Set<String> OF_THE_MOMENT = Set.of(
            "status",
            "managedFields",
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "namespace",
            "labels",
            "clusterIP",
            "clusterIPs",
            "nodePort",
            "healthCheckNodePort",
            "controller-uid",
            "batch.kubernetes.io/controller-uid");

    /// Why the object has to wait for a person; empty if it comes as planned, or the server does not say.
    ///
    /// @throws Halt if nothing more may be written
    Optional<Problem> surprise(Resource resource, Optional<String> version) {
        if (!needed()) {
            return Optional.empty();
        }
        ApplyAnswer answer = sender.write(resource.key().toString(), () -> sender.cluster()
                .apply(new ApplyRequest(resource, true, false, version)));
        if (!(answer instanceof ApplyAnswer.Applied(var real, var _))) {
            // The apply itself says what is wrong.
            return Optional.empty();
        }
        Map<String, Object> foreseen = new LinkedHashMap<>(planned.predicted().orElse(Map.of()));
        if (SecretForm.isSecret(foreseen)) {
            // Masked values tell nothing.
            foreseen.remove("data");
        }
        var other = new ArrayList<String>();
        compare("", foreseen, real.body(), other);
        return other.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Problem.of(SyncProblem.NOT_AS_FORESEEN, resource.key().toString(), String.join(", ", other)));
    }

    private boolean needed() {
        return planned.approximate()
                .filter(why -> why == ResourceDiff.Approximation.NAMESPACE_IS_NEW
                        || why == ResourceDiff.Approximation.KIND_IS_NEW)
                .isPresent();
    }

    /// What is there in both and differs. What only one of them has is a default of one place or the other.
    private static void compare(String at, @Nullable Object foreseen, @Nullable Object real, List<String> into) {
        if (foreseen instanceof Map<?, ?> one && real instanceof Map<?, ?> other) {
            one.forEach((key, value) -> {
                if (other.containsKey(key) && !OF_THE_MOMENT.contains(String.valueOf(key))) {
                    compare(at + "." + key, value, other.get(key), into);
                }
            });
        } else if (foreseen instanceof List<?> one && real instanceof List<?> other && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                compare(at + "[" + i + "]", one.get(i), other.get(i), into);
            }
        } else if (!Canonical.same(foreseen, real)) {
            into.add(at);
        }
    }
}
