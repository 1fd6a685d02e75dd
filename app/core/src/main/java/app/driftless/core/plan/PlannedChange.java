package app.driftless.core.plan;

import app.driftless.core.diff.ResourceDiff;

/// One line of a plan.
///
/// @param wave changes of one wave run in parallel, waves in order; deletes come last
public record PlannedChange(ResourceDiff diff, int wave) {}
