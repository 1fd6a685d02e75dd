package app.driftless.core.internal.render;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.render.RenderMode;
import app.driftless.core.render.RenderProblem;
import app.driftless.core.render.RenderRequest;
import app.driftless.core.render.RenderResult;
import app.driftless.core.render.RenderSetup;
import app.driftless.core.render.Renderer;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Chooses how a folder is rendered.
public final class RouteRenderer implements Renderer {
    private final RenderSetup setup;
    private final PlainRenderer plain;
    private final KustomizeRenderer kustomize;

    public RouteRenderer(RenderSetup setup) {
        this.setup = setup;
        var memory = new ResultMemory();
        this.plain = new PlainRenderer(setup, memory);
        this.kustomize = new KustomizeRenderer(setup, memory);
    }

    @Override
    public RenderResult render(RenderRequest request, Progress progress, CancelToken cancel) {
        cancel.throwIfCancelled();
        var listing = new Listing(request.tree());
        String folder = RepoPaths.resolve("", request.path().isEmpty() ? "." : request.path())
                .filter(path -> !listing.under(path).isEmpty())
                .orElseThrow(() -> problem(RenderProblem.EMPTY_FOLDER, request));
        return switch (request.mode()) {
            case PLAIN -> plain.render(listing, folder, progress, cancel);
            case KUSTOMIZE -> kustomize(request, listing, folder, progress, cancel);
            case HELM -> throw problem(RenderProblem.CHARTS, request);
            case AUTO ->
                isKustomize(listing, folder)
                        ? kustomize(request, listing, folder, progress, cancel)
                        : auto(request, listing, folder, progress, cancel);
        };
    }

    @Override
    public Set<String> inputs(RenderRequest request, CancelToken cancel) {
        var listing = new Listing(request.tree());
        var files = new TreeSet<String>();
        RepoPaths.resolve("", request.path().isEmpty() ? "." : request.path()).ifPresent(folder -> {
            listing.under(folder).forEach(entry -> files.add(entry.path()));
            boolean plainOnly = request.mode() == RenderMode.PLAIN || request.mode() == RenderMode.HELM;
            if (!plainOnly && isKustomize(listing, folder)) {
                var closure = new KustomizeClosure(listing, setup.parser());
                closure.collect(folder, cancel);
                files.addAll(closure.files().keySet());
            }
        });
        return files;
    }

    private RenderResult auto(
            RenderRequest request, Listing listing, String folder, Progress progress, CancelToken cancel) {
        if (listing.entry(RepoPaths.join(folder, "Chart.yaml")).isPresent()) {
            throw problem(RenderProblem.CHARTS, request);
        }
        return plain.render(listing, folder, progress, cancel);
    }

    private RenderResult kustomize(
            RenderRequest request, Listing listing, String folder, Progress progress, CancelToken cancel) {
        if (listing.kustomizationOf(folder).isEmpty()) {
            throw problem(RenderProblem.NO_KUSTOMIZATION, request);
        }
        if (!request.trusted()) {
            throw problem(RenderProblem.NOT_TRUSTED, request);
        }
        return kustomize.render(listing, folder, progress, cancel);
    }

    private boolean isKustomize(Listing listing, String folder) {
        Optional<String> file = listing.kustomizationOf(folder);
        return file.isPresent()
                && Kustomization.read(listing.tree(), file.get(), setup.parser())
                        .isKustomize();
    }

    private static EngineException problem(RenderProblem code, RenderRequest request) {
        return new EngineException(Problem.of(code, request.path().isEmpty() ? "." : request.path()));
    }
}
