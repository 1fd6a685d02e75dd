package app.driftless.core.sync;

import java.util.Optional;

/// Names what is kept in step: one environment of one repository in one cluster.
///
/// @param repository [app.driftless.core.repo.Repository#id()]
/// @param path the environment's folder
/// @param branch whose pushed commits are synced, such as `origin/main`; for people to read
/// @param inventoryNamespace where the inventory's parent is kept, if not in `driftless-system`
public record SyncScope(
        String repository,
        String path,
        String environment,
        String cluster,
        String branch,
        Optional<String> inventoryNamespace) {}
