package app.driftless.cli.commands;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which repository, which part of it, and whether its renderers may run.
final class FolderOption {
    @Parameters(arity = "0..1", paramLabel = "FOLDER", defaultValue = ".", descriptionKey = "option.folder")
    Path folder = Path.of(".");

    @Option(names = "--commit", paramLabel = "REV", descriptionKey = "option.commit")
    private @Nullable String commit;

    @Option(names = "--environment", paramLabel = "NAME", descriptionKey = "option.environment")
    private @Nullable String environment;

    @Option(names = "--trust-render", descriptionKey = "option.trustRender")
    boolean trustRender;

    static FolderOption of(Path folder, @Nullable String environment, boolean trustRender) {
        var option = new FolderOption();
        option.folder = folder;
        option.environment = environment;
        option.trustRender = trustRender;
        return option;
    }

    Optional<String> commit() {
        return Optional.ofNullable(commit);
    }

    Optional<String> environment() {
        return Optional.ofNullable(environment);
    }

    /// Which clusters, and how they are reached.
    static final class ClusterOption {
        @Option(names = "--cluster", paramLabel = "NAME", descriptionKey = "option.cluster")
        private @Nullable String cluster;

        @Option(names = "--kubeconfig", paramLabel = "FILE", descriptionKey = "option.kubeconfig")
        private List<Path> kubeconfigs = new ArrayList<>();

        @Option(names = "--context", paramLabel = "NAME", descriptionKey = "option.context")
        private @Nullable String context;

        @Option(names = "--allow-exec", paramLabel = "PATH", descriptionKey = "option.allowExec")
        private List<Path> allowExec = new ArrayList<>();

        @Option(names = "--migrate", paramLabel = "MANAGER", descriptionKey = "option.migrate")
        private List<String> migrate = new ArrayList<>();

        /// Older field managers whose fields become ours.
        Set<String> migrate() {
            return Set.copyOf(migrate);
        }

        Optional<String> cluster() {
            return Optional.ofNullable(cluster);
        }

        List<Path> kubeconfigs() {
            return List.copyOf(kubeconfigs);
        }

        Optional<String> context() {
            return Optional.ofNullable(context);
        }

        List<Path> allowExec() {
            return List.copyOf(allowExec);
        }
    }
}
