package app.driftless.core.render;

import app.driftless.core.internal.render.RouteRenderer;

/// Where renderers come from.
public final class Renderers {
    private Renderers() {}

    /// Renders plain folders by itself and Kustomize through a program. Thread-safe.
    public static Renderer standard(RenderSetup setup) {
        return new RouteRenderer(setup);
    }
}
