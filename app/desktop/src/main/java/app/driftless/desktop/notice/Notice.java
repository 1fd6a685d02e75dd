package app.driftless.desktop.notice;

import app.driftless.core.problem.Problem;
import java.time.Instant;
import java.util.Optional;

/// Something that happened, told in one line, or a problem told in full.
///
/// @param text the line; empty where `problem` tells it
public record Notice(long id, String text, Optional<Problem> problem, Instant at) {}
