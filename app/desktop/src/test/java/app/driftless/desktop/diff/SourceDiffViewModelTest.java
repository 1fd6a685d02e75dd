package app.driftless.desktop.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.DiffRow;
import app.driftless.core.diff.Hunk;
import app.driftless.core.diff.SourceLine;
import app.driftless.core.flow.Outcome;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Comparison;
import app.driftless.core.repo.FileSide;
import app.driftless.core.repo.RepoProblem;
import app.driftless.core.repo.SourceDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourceDiffViewModelTest {
    private static final Comparison UNSTAGED = new Comparison.Unstaged();

    private final List<String> asked = new ArrayList<>();
    private final List<Hunk> hunks = new ArrayList<>(List.of(new Hunk(0, 1, 0, 1), new Hunk(8, 8, 8, 9)));
    private boolean fails;
    private final SourceDiffViewModel model =
            new SourceDiffViewModel(this::read, UNSTAGED, new Recorded(), Runnable::run, Runnable::run);

    private void read(Comparison which, Consumer<Outcome<SourceDiff>> show) {
        show.accept(
                fails
                        ? new Outcome.Failed<>(Problem.of(RepoProblem.NO_SUCH_FILE, "a.yaml"))
                        : new Outcome.Done<>(new SourceDiff(
                                "a.yaml",
                                Optional.empty(),
                                which,
                                new FileSide.Text("1", "100644", lines("a: 1", 8)),
                                new FileSide.Text("2" + hunks.size(), "100644", lines("a: 2", 9)),
                                false,
                                hunks)));
    }

    private static List<SourceLine> lines(String first, int count) {
        return Stream.concat(
                        Stream.of(first),
                        Stream.iterate(1, i -> i + 1).limit(count - 1).map(i -> "k" + i + ":"))
                .map(text -> new SourceLine(text, SourceLine.End.LF))
                .toList();
    }

    @Test
    void laysHunksOutWithWordMarksAndFoldsTheRest() {
        List<DiffRow> rows = model.rowsProperty().get();
        var first = (DiffRow.Line) rows.getFirst();
        assertEquals(
                List.of(new DiffRow.Range(3, 4)), first.right().orElseThrow().marks());
        assertTrue(rows.stream().anyMatch(DiffRow.Fold.class::isInstance));
        var last = (DiffRow.Line) rows.getLast();
        assertTrue(last.left().isEmpty());
        assertEquals(Optional.of(1), last.difference());
    }

    @Test
    void stagesWhatIsNotStagedAndUnstagesWhatIs() {
        model.next();
        model.move(model.chosenProperty().get().orElseThrow());
        model.compare(new Comparison.Staged());
        model.move(0);
        model.discard(0);
        assertEquals(List.of("stage 1", "unstage 0"), asked);
        assertFalse(model.canStage());
    }

    @Test
    void theNextHunkIsChosenOnceTheChosenOneIsGone() {
        model.next();
        hunks.removeLast();
        model.refresh();
        assertEquals(Optional.of(0), model.chosenProperty().get());
        assertEquals(1, model.total());
    }

    @Test
    void whatCantBeReadIsNamedAndNothingOldStaysOnTheScreen() {
        fails = true;
        model.refresh();
        assertEquals(
                RepoProblem.NO_SUCH_FILE,
                model.problemProperty().get().orElseThrow().code());
        assertEquals(List.of(), model.rowsProperty().get());
        fails = false;
        model.refresh();
        assertTrue(model.problemProperty().get().isEmpty());
        assertEquals(2, model.total());
    }

    private final class Recorded implements HunkActions {
        @Override
        public void stage(SourceDiff diff, int hunk) {
            asked.add("stage " + hunk);
        }

        @Override
        public void unstage(SourceDiff diff, int hunk) {
            asked.add("unstage " + hunk);
        }

        @Override
        public void discard(SourceDiff diff, int hunk) {
            asked.add("discard " + hunk);
        }

        @Override
        public void openFile(SourceDiff diff, int line) {
            asked.add("open " + line);
        }
    }
}
