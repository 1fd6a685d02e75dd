package app.driftless.core.render;

import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.problem.EngineException;
import java.util.Set;

/// Turns a folder of a [app.driftless.core.repo.FileTree] into resources. Bounded in time and output; equal input is
/// rendered once. Blocks: call it on an I/O thread.
public interface Renderer {
    /// @throws EngineException if the whole rendering failed: command, folder and the program's words are in the
    /// problem.
    ///     One bad plain file is a finding instead.
    RenderResult render(RenderRequest request, Progress progress, CancelToken cancel);

    /// The files that rendering reads: those below the folder, and those that its kustomizations name elsewhere.
    /// Nothing is run. Empty where there is no such folder.
    Set<String> inputs(RenderRequest request, CancelToken cancel);
}
