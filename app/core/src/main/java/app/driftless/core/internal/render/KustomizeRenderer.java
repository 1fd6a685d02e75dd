package app.driftless.core.internal.render;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.internal.render.BoundedProcess.Answer;
import app.driftless.core.manifest.Finding;
import app.driftless.core.manifest.ManifestFile;
import app.driftless.core.manifest.Severity;
import app.driftless.core.manifest.YamlRoute;
import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Message;
import app.driftless.core.problem.Problem;
import app.driftless.core.render.RenderProblem;
import app.driftless.core.render.RenderResult;
import app.driftless.core.render.RenderSetup;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Renders a kustomization by the program that a person would use, over a copy of exactly the files it needs.
///
/// The program is given a kustomization of our own around the wanted one, which asks it to note each resource's
/// source file; the notes are read and taken off again.
final class KustomizeRenderer {
    private static final String ROUTE = "kustomize-1";
    private final RenderSetup setup;
    private final ResultMemory memory;
    private final KustomizePrograms programs;
    private final OutputCache cache;

    KustomizeRenderer(RenderSetup setup, ResultMemory memory) {
        this.setup = setup;
        this.memory = memory;
        this.programs = new KustomizePrograms(setup);
        this.cache = new OutputCache(setup.cache());
    }

    /// @param folder a folder with a kustomization, of a repository that is trusted
    RenderResult render(Listing listing, String folder, Progress progress, CancelToken cancel) {
        progress.begin(Message.of("render", "progress.kustomize", shown(folder)), 0);
        var closure = new KustomizeClosure(listing, setup.parser());
        Kustomization top = closure.collect(folder, cancel);
        String refusedId = new ContentHash()
                .add(ROUTE)
                .add(folder)
                .add(closure.files().values())
                .hex();
        if (!closure.refusals().isEmpty()) {
            return new RenderResult(List.of(), closure.refusals(), Optional.empty(), Optional.empty(), refusedId);
        }
        KustomizeProgram program = programs.find(cancel);
        String contentId =
                new ContentHash().add(refusedId).add(program.version()).hex();
        return memory.find(contentId)
                .orElseGet(() -> memory.keep(compute(listing, closure, top, program, contentId, cancel)));
    }

    private RenderResult compute(
            Listing listing,
            KustomizeClosure closure,
            Kustomization top,
            KustomizeProgram program,
            String contentId,
            CancelToken cancel) {
        String folder = top.folder();
        Optional<String> kept = cache.find(contentId);
        String output = kept.orElseGet(() -> run(listing, closure, top, program, cancel));
        // What kustomize prints is what kubectl would read next.
        ManifestFile rendered = setup.parser().parse(top.file(), output, YamlRoute.RAW);
        var findings = new ArrayList<Finding>();
        rendered.findings().stream()
                .filter(f -> f.severity() == Severity.ERROR)
                .map(f -> RenderFindings.about(Severity.ERROR, "RENDER-130", top.file(), f.code()))
                .forEach(findings::add);
        var origins = new Origins(listing.tree(), setup.parser(), top, wantsOrigins(top));
        var result = new RenderResult(
                origins.of(rendered.resources()),
                findings,
                Optional.of("kustomize " + program.version()),
                Optional.of(String.join(" ", program.command()) + " " + shown(folder)),
                contentId);
        if (kept.isEmpty() && !result.hasErrors()) {
            cache.keep(contentId, output, result);
        }
        return result;
    }

    private String run(
            Listing listing,
            KustomizeClosure closure,
            Kustomization top,
            KustomizeProgram program,
            CancelToken cancel) {
        try (var place = new RenderFolder()) {
            for (String file : closure.files().keySet()) {
                cancel.throwIfCancelled();
                place.copy(listing.tree(), file);
            }
            place.write("kustomization.yaml", wrapper(top));
            var command = Stream.concat(
                            program.command().stream(), Stream.of(place.path().toString()))
                    .toList();
            Answer answer = answer(command, place, listing, closure, cancel);
            if (answer.exitCode() != 0) {
                throw new EngineException(Problem.of(
                                RenderProblem.PROGRAM_FAILED,
                                String.join(" ", program.command()) + " " + shown(top.folder()),
                                shown(top.folder()),
                                Integer.toString(answer.exitCode()))
                        .withDetails(said(answer.errors(), listing, closure)));
            }
            return new String(answer.output(), StandardCharsets.UTF_8);
        }
    }

    private Answer answer(
            List<String> command, RenderFolder place, Listing listing, KustomizeClosure closure, CancelToken cancel) {
        try {
            return new BoundedProcess(command, place, cancel).run();
        } catch (EngineException e) {
            Problem problem = e.problem();
            throw problem.details() == null
                    ? e
                    : new EngineException(problem.withDetails(said(problem.details(), listing, closure)));
        }
    }

    /// What the program said, without the secrets of the files it was given: it quotes them.
    private String said(String words, Listing listing, KustomizeClosure closure) {
        return new SourceSecrets(listing.tree(), setup.parser())
                .scrubber(closure)
                .scrub(words);
    }

    /// Build metadata counts in the outermost kustomization only, so what the wanted one asks for is repeated.
    private static String wrapper(Kustomization top) {
        Set<String> metadata = new LinkedHashSet<>();
        if (top.fields().get("buildMetadata") instanceof List<?> wanted) {
            wanted.stream()
                    .map(String::valueOf)
                    .filter(w -> w.matches("[A-Za-z]+"))
                    .forEach(metadata::add);
        }
        metadata.add(Origins.OPTION);
        String folder = RepoPaths.join(RenderFolder.REPOSITORY, top.folder());
        return "resources: ['" + (top.folder().isEmpty() ? RenderFolder.REPOSITORY : folder.replace("'", "''"))
                + "']\nbuildMetadata: [" + String.join(", ", metadata) + "]\n";
    }

    private static boolean wantsOrigins(Kustomization top) {
        return top.fields().get("buildMetadata") instanceof List<?> wanted && wanted.contains(Origins.OPTION);
    }

    private static String shown(String folder) {
        return folder.isEmpty() ? "." : folder;
    }
}
