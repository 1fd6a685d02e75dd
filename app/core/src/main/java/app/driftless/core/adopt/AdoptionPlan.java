package app.driftless.core.adopt;

import app.driftless.core.problem.Problem;
import app.driftless.core.repo.FileText;
import app.driftless.core.repo.Repository;
import java.util.List;
import java.util.Optional;

/// Edits of source files that bring live values into the repository. Nothing is written until [#save].
///
/// @param edits one for each file
/// @param adopted the fields that come into the repository, in the notation of managedFields
/// @param refused the fields that do not, and why
public record AdoptionPlan(List<Edit> edits, List<String> adopted, List<Refused> refused) {
    public AdoptionPlan {
        edits = List.copyOf(edits);
        adopted = List.copyOf(adopted);
        refused = List.copyOf(refused);
    }

    /// @param before the file as it was read
    /// @param after its whole text with the live values
    public record Edit(FileText before, String after) {}

    public record Refused(String field, Problem problem) {}

    /// Writes the files to the work tree, each only if it still is as it was read. Stages and commits nothing.
    ///
    /// @throws app.driftless.core.problem.EngineException if a file changed meanwhile; files before it are written
    public List<FileText> save(Repository repository) {
        return edits.stream()
                .map(edit -> repository.save(
                        edit.before().path(),
                        edit.after(),
                        Optional.of(edit.before().contentHash())))
                .toList();
    }
}
