package app.driftless.core.internal.git;

import app.driftless.core.internal.fs.DurableFile;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.RepoProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;

/// Finds refs whose files a loss of power left empty, torn or full of zeros (F13 of the trust reference), and
/// puts back what their reflog proves that they held. JGit takes such a ref for one that was never there, and a
/// commit on top of it would begin a new history.
final class BrokenRefs {
    private static final Pattern ON_BRANCH = Pattern.compile("ref: (refs/heads/\\S+)\\s*");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{40}\\s*");
    private static final Pattern LINK = Pattern.compile("ref: (refs/\\S+)(\\s*)");
    private static final String CHECKOUT = "checkout: moving from ";
    private final Path gitDir;
    private final WholeCommits commits;
    private final KeptBroken kept;

    BrokenRefs(Path gitDir, WholeCommits commits, KeptBroken kept) {
        this.gitDir = gitDir;
        this.commits = commits;
        this.kept = kept;
    }

    /// @return what was done; a branch that is checked out and can't be put back is thrown, with nothing changed
    List<Problem> mend() throws IOException {
        var done = new ArrayList<Problem>();
        String current = head(done);
        var packed = PackedRefs.of(gitDir);
        var broken = new ArrayList<String>();
        for (String name : loose()) {
            if (!valid(text(gitDir.resolve(name)))) {
                broken.add(name);
            }
        }
        if (packed.broken()) {
            broken.addAll(packed.lost());
        }
        if (broken.contains(current)) {
            requireLast(current);
        }
        if (packed.broken()) {
            kept.copy(gitDir.resolve(Constants.PACKED_REFS));
            packed.rewrite();
            done.add(Problem.of(
                    RepoProblem.PACKED_RESTORED,
                    gitDir.resolve(Constants.PACKED_REFS).toString(),
                    packed.names().size(),
                    packed.lost().size()));
        }
        for (String name : broken) {
            mend(name).ifPresent(done::add);
        }
        checkTip(current);
        return done;
    }

    /// A name without a line end may be torn, unless there is such a ref.
    private boolean valid(String text) {
        var link = LINK.matcher(text);
        return ID.matcher(text).matches()
                || link.matches() && (!link.group(2).isEmpty() || Files.exists(gitDir.resolve(link.group(1))));
    }

    /// What is checked out, a full branch name or a commit.
    private String head(List<Problem> done) throws IOException {
        Path file = gitDir.resolve(Constants.HEAD);
        String text = text(file);
        if (!valid(text)) {
            text = provenHead().orElseThrow(() -> GitFailures.problem(RepoProblem.HEAD_LOST, file.toString()));
            kept.copy(file);
            DurableFile.write(file, (text + "\n").getBytes(StandardCharsets.UTF_8));
            done.add(
                    Problem.of(RepoProblem.HEAD_RESTORED, file.toString(), text.replaceFirst("^ref: refs/heads/", "")));
        }
        var branch = ON_BRANCH.matcher(text);
        return branch.matches() ? branch.group(1) : text.strip();
    }

    /// The branch that was checked out last, if it holds the commit that HEAD held last.
    private Optional<String> provenHead() throws IOException {
        RefLog log = RefLog.of(gitDir, Constants.HEAD);
        Optional<String> id = log.last().map(RefLog.Entry::id);
        Optional<String> moved = log.records().reversed().stream()
                .map(RefLog.Entry::message)
                .filter(message -> message.startsWith(CHECKOUT))
                .findFirst()
                .map(message -> message.substring(message.lastIndexOf(' ') + 1));
        if (id.isEmpty()) {
            return Optional.empty();
        }
        if (moved.filter(id.get()::equals).isPresent()) {
            return id;
        }
        List<String> holders = new ArrayList<>();
        for (String branch : branches()) {
            if (RefLog.of(gitDir, branch).last().map(RefLog.Entry::id).equals(id)) {
                holders.add(branch);
            }
        }
        Optional<String> proven = moved.isPresent()
                ? moved.map(name -> Constants.R_HEADS + name).filter(holders::contains)
                : Optional.of(holders).filter(all -> all.size() == 1).map(List::getFirst);
        return proven.map(branch -> "ref: " + branch);
    }

    private List<String> branches() throws IOException {
        return files(gitDir.resolve("logs").resolve(Constants.R_HEADS)).stream()
                .map(file -> name(gitDir.resolve("logs"), file))
                .toList();
    }

    private void requireLast(String name) throws IOException {
        RefLog log = RefLog.of(gitDir, name);
        if (log.last().filter(entry -> commits.has(entry.id())).isEmpty()) {
            throw lost(name, log);
        }
    }

    /// Only a person may go back to an older commit: a sync by itself would bring that to the clusters.
    private RuntimeException lost(String name, RefLog log) {
        String file = gitDir.resolve(name).toString();
        String branch = name.substring(Constants.R_HEADS.length());
        return commits.newest(log.records())
                .map(id -> GitFailures.problem(RepoProblem.REF_LOST, file, branch, id))
                .orElseGet(() -> GitFailures.problem(RepoProblem.REF_GONE, file, branch));
    }

    /// A branch that points to a commit that is not there is as broken as one that points nowhere.
    private void checkTip(String current) throws IOException {
        Path file = gitDir.resolve(current);
        if (current.startsWith(Constants.R_HEADS) && Files.isRegularFile(file)) {
            String id = text(file).strip();
            if (ID.matcher(id).matches() && !commits.hasFolders(id)) {
                throw lost(current, RefLog.of(gitDir, current));
            }
        }
    }

    private Optional<Problem> mend(String name) throws IOException {
        Path file = gitDir.resolve(name);
        Optional<String> last =
                RefLog.of(gitDir, name).last().map(RefLog.Entry::id).filter(commits::has);
        boolean there = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        Optional<Path> copy = there ? Optional.of(kept.move(file)) : Optional.empty();
        if (last.isPresent()) {
            DurableFile.write(file, (last.get() + "\n").getBytes(StandardCharsets.UTF_8));
            return Optional.of(Problem.of(
                    RepoProblem.REF_RESTORED, file.toString(), last.get().substring(0, 7)));
        }
        return Optional.of(Problem.of(
                RepoProblem.REF_SET_ASIDE,
                file.toString(),
                copy.map(Path::toString)
                        .orElse(gitDir.resolve(Constants.PACKED_REFS).toString())));
    }

    private List<String> loose() throws IOException {
        return files(gitDir.resolve("refs")).stream()
                .map(file -> name(gitDir, file))
                .filter(name -> !name.endsWith(".lock"))
                .toList();
    }

    /// As refs are called on every system.
    static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    private static String text(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    }
}
