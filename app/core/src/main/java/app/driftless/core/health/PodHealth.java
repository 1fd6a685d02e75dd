package app.driftless.core.health;

import app.driftless.core.health.HealthJudge.Surroundings;
import java.util.ArrayList;
import java.util.Optional;

/// Pods, init containers included.
final class PodHealth {
    private PodHealth() {}

    static Health judge(Observed object, Surroundings surroundings) {
        String phase = object.text("status", "phase");
        if (phase.equals("Succeeded")) {
            return Verdict.HEALTHY;
        }
        if (phase.equals("Failed")) {
            return Verdict.degraded("pod.failed", words(object));
        }
        Optional<Health> broken = brokenContainer(object);
        if (broken.isPresent()) {
            return broken.get();
        }
        var unscheduled = object.conditionFalse("PodScheduled");
        if (unscheduled.isPresent()) {
            return Verdict.progressing("pod.unscheduled", unscheduled.get().words());
        }
        if (!phase.equals("Running")) {
            return Verdict.progressing("pod.starting", phase.isEmpty() ? "Pending" : phase);
        }
        String policy = object.text("spec", "restartPolicy");
        if (!policy.isEmpty() && !policy.equals("Always")) {
            return Verdict.progressing("pod.running");
        }
        return object.conditionTrue("Ready").isPresent()
                ? Verdict.HEALTHY
                : Verdict.progressing(
                        "pod.unready",
                        object.condition("Ready").map(Observed.Condition::words).orElse(""));
    }

    private static String words(Observed object) {
        String message = object.text("status", "message");
        if (!message.isEmpty()) {
            return message;
        }
        String reason = object.text("status", "reason");
        if (!reason.isEmpty()) {
            return reason;
        }
        for (Observed container : object.items("status", "containerStatuses")) {
            Observed ended = container.at("state", "terminated");
            if (ended.number(0, "exitCode") != 0) {
                return container.text("name") + ": " + ended.text("reason") + " (" + ended.number(0, "exitCode") + ")";
            }
        }
        return "";
    }

    private static Optional<Health> brokenContainer(Observed object) {
        var containers = new ArrayList<>(object.items("status", "initContainerStatuses"));
        containers.addAll(object.items("status", "containerStatuses"));
        for (Observed container : containers) {
            String reason = container.text("state", "waiting", "reason");
            if (reason.startsWith("Err")
                    || reason.endsWith("Error")
                    || reason.endsWith("BackOff")
                    || reason.equals("InvalidImageName")) {
                return Optional.of(Verdict.degraded("container.broken", container.text("name"), reason));
            }
        }
        return Optional.empty();
    }
}
