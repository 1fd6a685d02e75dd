package app.driftless.desktop.theme;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.octicons.Octicons;

/// Octicons in the sizes of the window, and which of them stands for which kind of resource.
public final class Icons {
    private Icons() {}

    /// An icon of a toolbar.
    public static FontIcon of(Ikon code) {
        return of(code, 16);
    }

    public static FontIcon of(Ikon code, int size) {
        var icon = new FontIcon(code);
        icon.setIconSize(size);
        icon.getStyleClass().add("icon-" + size);
        return icon;
    }

    /// The icon of a kind of resource. What nobody knows is a custom resource.
    public static Ikon ofKind(String group, String kind) {
        return switch (kind) {
            case "Deployment", "DaemonSet", "ReplicaSet", "Pod" -> Octicons.CONTAINER_16;
            case "StatefulSet", "PersistentVolumeClaim", "PersistentVolume" -> Octicons.DATABASE_16;
            case "Job" -> Octicons.PLAY_16;
            case "CronJob" -> Octicons.CLOCK_16;
            case "Service", "Endpoints" -> Octicons.SHARE_ANDROID_16;
            case "Ingress", "Gateway", "HTTPRoute" -> Octicons.GLOBE_16;
            case "ConfigMap" -> Octicons.NOTE_16;
            case "Secret" -> Octicons.KEY_16;
            case "HorizontalPodAutoscaler" -> Octicons.METER_16;
            case "PodDisruptionBudget", "NetworkPolicy", "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding" ->
                Octicons.SHIELD_16;
            case "InferenceService" -> Octicons.CPU_16;
            case "Namespace" -> Octicons.PACKAGE_16;
            case "ServiceAccount" -> Octicons.PERSON_16;
            case "Kustomization" -> Octicons.TOOLS_16;
            default -> group.isEmpty() ? Octicons.FILE_16 : Octicons.CODESCAN_16;
        };
    }
}
