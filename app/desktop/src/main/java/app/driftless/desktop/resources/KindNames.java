package app.driftless.desktop.resources;

/// Kinds as the tree writes them: some names are too long for a row.
final class KindNames {
    private KindNames() {}

    static String brief(String kind) {
        return switch (kind) {
            case "HorizontalPodAutoscaler" -> "Autoscaler";
            case "PodDisruptionBudget" -> "DisruptionBudget";
            case "PersistentVolumeClaim" -> "VolumeClaim";
            case "CustomResourceDefinition" -> "Definition";
            default -> kind;
        };
    }
}
