package app.driftless.core.health;

import app.driftless.core.health.HealthJudge.Surroundings;
import java.time.Duration;

/// Kinds that wait for somebody outside: a load balancer, an ingress controller, a storage provisioner. After a grace
/// time they no longer hold anything up, since there may be nobody to wait for.
final class ExternalHealth {
    private static final Duration GRACE = Duration.ofMinutes(5);

    private ExternalHealth() {}

    static Health service(Observed object, Surroundings surroundings) {
        return object.text("spec", "type").equals("LoadBalancer") ? address(object, surroundings) : Verdict.HEALTHY;
    }

    static Health ingress(Observed object, Surroundings surroundings) {
        return address(object, surroundings);
    }

    private static Health address(Observed object, Surroundings surroundings) {
        if (!object.items("status", "loadBalancer", "ingress").isEmpty()) {
            return Verdict.HEALTHY;
        }
        boolean patient = object.time("metadata", "creationTimestamp")
                .map(made -> made.plus(GRACE).isAfter(surroundings.now()))
                .orElse(true);
        return patient
                ? Verdict.progressing("external.waiting")
                : Verdict.of(Health.Status.HEALTHY, "external.waiting");
    }

    static Health claim(Observed object, Surroundings surroundings) {
        return switch (object.text("status", "phase")) {
            case "Bound" -> Verdict.HEALTHY;
            case "Lost" -> Verdict.degraded("claim.lost", object.text("spec", "volumeName"));
            default ->
                waitsForPod(object, surroundings)
                        ? Verdict.of(Health.Status.HEALTHY, "claim.late")
                        : Verdict.progressing("claim.pending");
        };
    }

    private static boolean waitsForPod(Observed object, Surroundings surroundings) {
        return surroundings.lateBinding().contains(object.text("spec", "storageClassName"))
                && object.text("metadata", "annotations", "volume.kubernetes.io/selected-node")
                        .isEmpty();
    }
}
