package app.driftless.core.internal.git;

import app.driftless.core.problem.EngineException;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.RepoProblem;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.errors.LockFailedException;

/// Turns JGit's exceptions into problems that name the object.
final class GitFailures {
    private GitFailures() {}

    @FunctionalInterface
    interface Call<T> {
        T run() throws IOException, GitAPIException;
    }

    /// Runs a call of JGit; what it throws becomes a problem about `subject`.
    static <T> T guard(String subject, Call<T> call) {
        try {
            return call.run();
        } catch (EngineException | CancellationException e) {
            throw e;
        } catch (IOException | GitAPIException | JGitInternalException | IllegalStateException e) {
            throw failed(subject, e);
        }
    }

    static EngineException failed(String subject, Exception e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof LockFailedException locked) {
                return new EngineException(
                        Problem.of(RepoProblem.LOCKED, locked.getFile() + ".lock")
                                .causedBy(e),
                        e);
            }
        }
        return new EngineException(Problem.of(RepoProblem.FAILED, subject).causedBy(e), e);
    }

    static EngineException problem(RepoProblem code, String subject, Object... arguments) {
        return new EngineException(Problem.of(code, subject, arguments));
    }
}
