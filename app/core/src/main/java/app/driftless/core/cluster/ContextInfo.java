package app.driftless.core.cluster;

import java.nio.file.Path;
import java.util.Optional;

/// What a kubeconfig says of a context, for choosing one. No credentials.
///
/// @param execCommand the credential plugin that it would run, as it stands in the file
/// @param current whether the files name it as current
public record ContextInfo(
        ContextRef ref,
        String cluster,
        String server,
        String user,
        Optional<String> execCommand,
        Optional<Path> execProgram,
        boolean current) {}
