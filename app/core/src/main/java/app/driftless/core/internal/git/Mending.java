package app.driftless.core.internal.git;

import app.driftless.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;

/// What is done at opening about files of Git that a loss of power damaged (F13 of the trust reference): what can be
/// put back without a doubt is, a copy of what was damaged stays, and the rest is told.
final class Mending {
    private final BrokenObjects objects;
    private final LostObjects lost;
    private final BrokenRefs refs;
    private final BrokenIndex index;

    /// @param recovered where damaged files go
    Mending(GuardedRepository repository, Path recovered, InstantSource clock) {
        Path gitDir = repository.getDirectory().toPath();
        var kept = new KeptBroken(repository.getWorkTree().toPath(), recovered.resolve(Long.toString(clock.millis())));
        objects = new BrokenObjects(repository, kept);
        lost = new LostObjects(repository);
        refs = new BrokenRefs(gitDir, new WholeCommits(repository), kept);
        index = new BrokenIndex(repository, kept);
    }

    /// @param looking the same repository, to be closed afterwards
    /// @return what was found and done
    List<Problem> run(GuardedRepository looking) throws IOException {
        // Which commits a ref may be put back to, and what is still missed, shows only without the damaged objects.
        Map<ObjectId, Path> damaged = objects.takeAside(looking);
        var done = new ArrayList<>(refs.mend());
        done.addAll(index.mend());
        done.addAll(lost.told(damaged));
        return done;
    }
}
