package app.driftless.core.workspace;

import app.driftless.core.render.RenderMode;
import java.util.List;
import java.util.Locale;

/// Writes the `.driftless.yaml` that says what the discoveries found, for a person to edit and commit.
public final class WorkspaceText {
    private WorkspaceText() {}

    /// A valid file: each environment observed only, so that committing it as it is writes to no cluster.
    public static String propose(List<Environment> environments) {
        var text = new StringBuilder("apiVersion: driftless.app/v1\nkind: Workspace\nenvironments:\n");
        for (Environment environment : environments) {
            text.append("  - name: ").append(quoted(environment.name())).append('\n');
            text.append("    path: ").append(quoted(environment.path())).append('\n');
            if (environment.render() != RenderMode.AUTO) {
                text.append("    render: ")
                        .append(environment.render().name().toLowerCase(Locale.ROOT))
                        .append('\n');
            }
            text.append("    clusters: [")
                    .append(String.join(
                            ", ",
                            environment.clusters().stream()
                                    .map(WorkspaceText::quoted)
                                    .toList()))
                    .append("]\n");
            text.append("    sync: {mode: ")
                    .append(environment.sync().mode().name().toLowerCase(Locale.ROOT))
                    .append("}\n");
            text.append("    protection: ")
                    .append(environment.protection().name().toLowerCase(Locale.ROOT))
                    .append('\n');
        }
        return environments.isEmpty()
                ? text.toString().replace("environments:\n", "environments: []\n")
                : text.toString();
    }

    /// Plain where every parser reads the same text, else in double quotes.
    private static String quoted(String value) {
        boolean plain = value.matches("[A-Za-z][A-Za-z0-9_./-]*")
                && !value.matches("(?i)y|n|yes|no|on|off|true|false|null|inf|nan");
        return plain ? value : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
