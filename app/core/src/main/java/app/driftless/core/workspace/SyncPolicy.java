package app.driftless.core.workspace;

import java.time.Duration;

/// How an environment is kept equal to the repository (`sync` in `.driftless.yaml`).
///
/// @param prune whether what left the repository is deleted
/// @param interval how often the remote is asked in `auto`
/// @param selfHeal whether drift is put back unattended
public record SyncPolicy(Mode mode, boolean prune, Duration interval, boolean selfHeal, Retry retry) {
    public enum Mode {
        /// A person starts each sync.
        MANUAL,
        /// New pushed commits are synced in the background.
        AUTO,
        /// Never writes.
        OBSERVE,
        ARGOCD,
        FLUX
    }

    /// @param limit tries after the first
    public record Retry(int limit, Duration backoff, double factor, Duration max) {}

    /// What counts where the file says nothing: nothing is written.
    public static SyncPolicy observing() {
        return new SyncPolicy(
                Mode.OBSERVE,
                false,
                Duration.ofMinutes(1),
                false,
                new Retry(5, Duration.ofSeconds(5), 2, Duration.ofMinutes(3)));
    }
}
