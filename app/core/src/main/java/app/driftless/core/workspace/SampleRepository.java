package app.driftless.core.workspace;

import app.driftless.core.cluster.ClusterIdentity;
import app.driftless.core.cluster.ContextRef;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Repositories;
import app.driftless.core.repo.Repository;
import app.driftless.core.settings.Binding;
import app.driftless.core.settings.TrustStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Creates the sample: a small shop with staging and production, and a bare remote of its own on this disk, so that
/// the whole loop of edit, push and sync can be tried without a server. Blocks.
public final class SampleRepository {
    /// The name that its environments give to their cluster, for [#bind].
    public static final String CLUSTER = "sandbox";

    private static final String SOURCE = "/app/driftless/core/sample/";
    private static final String STAGING = "environments/staging/kustomization.yaml";

    private final Repositories repositories;
    private final TrustStore trust;

    public SampleRepository(Repositories repositories, TrustStore trust) {
        this.repositories = repositories;
        this.trust = trust;
    }

    /// Makes `folder/shop` and its remote `folder/shop.git`, with two commits that are pushed, trusted to be
    /// rendered.
    ///
    /// @param folder does not exist yet, or is empty
    /// @return the opened work tree
    /// @throws EngineException with [WorkspaceProblem#SAMPLE_FAILED] if the folder has something in it or can't be
    ///     written
    public Repository create(Path folder, Progress progress, CancelToken cancel) {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> children = Files.list(folder)) {
                if (children.findAny().isPresent()) {
                    throw new EngineException(Problem.of(WorkspaceProblem.SAMPLE_FAILED, folder.toString()));
                }
            }
            Path remote = bareRemote(folder.resolve("shop.git")).toRealPath();
            Path workTree = Files.createDirectories(folder.resolve("shop"));
            repositories.init(workTree).close();
            configure(workTree, remote);
            Repository repository = repositories.open(workTree);
            fill(repository, progress, cancel);
            trust.allowRendering(repository.root(), true);
            return repository;
        } catch (IOException e) {
            throw new EngineException(
                    Problem.of(WorkspaceProblem.SAMPLE_FAILED, folder.toString())
                            .causedBy(e),
                    e);
        }
    }

    /// Binds every environment of the sample to one cluster, free to write.
    public void bind(Repository sample, ContextRef context, ClusterIdentity identity) {
        for (String environment : List.of("platform", "staging", "production")) {
            trust.bind(
                    sample.root(),
                    new Binding(environment, CLUSTER, context.files(), context.context(), identity, false));
        }
    }

    /// An empty bare repository is a handful of files.
    private static Path bareRemote(Path folder) throws IOException {
        for (String child : List.of("objects/info", "objects/pack", "refs/heads", "refs/tags")) {
            Files.createDirectories(folder.resolve(child));
        }
        Files.writeString(folder.resolve("HEAD"), "ref: refs/heads/main\n");
        Files.writeString(folder.resolve("config"), "[core]\n\trepositoryformatversion = 0\n\tbare = true\n");
        return folder;
    }

    /// The sample can be committed to on a computer where Git was never told who its user is.
    private static void configure(Path workTree, Path remote) throws IOException {
        String url = remote.toUri().toString();
        Files.writeString(
                workTree.resolve(".git/config"),
                "[remote \"origin\"]\n\turl = " + url + "\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n"
                        + "[user]\n\tname = Sample Person\n\temail = sample@example.com\n",
                StandardOpenOption.APPEND);
    }

    private static void fill(Repository repository, Progress progress, CancelToken cancel) throws IOException {
        List<String> files = text("files.txt").lines().toList();
        for (String file : files) {
            repository.save(file, text(file), Optional.empty());
        }
        repository.stage(files);
        repository.commit("Describe the shop\n\nStaging and production share a base.");
        var staging = repository.readText(STAGING);
        repository.save(
                STAGING, staging.text().replace("newTag: 1.4.1", "newTag: 1.4.2"), Optional.of(staging.contentHash()));
        repository.stage(List.of(STAGING));
        repository.commit("Try catalog 1.4.2 in staging");
        repository.push(progress, cancel);
    }

    private static String text(String file) throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(SampleRepository.class.getResourceAsStream(SOURCE + file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
