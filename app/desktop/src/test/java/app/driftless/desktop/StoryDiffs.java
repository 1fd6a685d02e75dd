package app.driftless.desktop;

import app.driftless.core.diff.Hunk;
import app.driftless.core.diff.SourceLine;
import app.driftless.core.repo.Comparison;
import app.driftless.core.repo.FileSide;
import app.driftless.core.repo.SourceDiff;
import app.driftless.core.repo.SourceDiffs;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One file with three hunks that are not staged, and a picture that is.
record StoryDiffs(List<String> asked) implements SourceDiffs {
    private static final String BEFORE = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: api
              namespace: payments
              labels:
                app: api
            spec:
              replicas: 3
              selector:
                matchLabels:
                  app: api
              template:
                spec:
                  containers:
                    - name: api
                      image: registry.example.org/payments/api:2.13.4
                      args: [--quiet]
            """;
    private static final String AFTER = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: api
              namespace: payments
              labels:
                app: api
                tier: backend
            spec:
              replicas: 5
              selector:
                matchLabels:
                  app: api
              template:
                spec:
                  containers:
                    - name: api
                      image: registry.example.org/payments/api:2.14.0
            """;

    @Override
    public SourceDiff of(Comparison comparison, String path) {
        boolean picture = comparison instanceof Comparison.Staged;
        return picture
                ? new SourceDiff(
                        path,
                        Optional.empty(),
                        comparison,
                        new FileSide.Binary("a1", "100644", 48_213),
                        new FileSide.Binary("b2", "100644", 51_007),
                        false,
                        List.of())
                : new SourceDiff(
                        path,
                        Optional.of("base/payments/old.yaml"),
                        comparison,
                        new FileSide.Text("a1", "100644", lines(BEFORE)),
                        new FileSide.Text("b2", "100644", lines(AFTER)),
                        false,
                        List.of(new Hunk(7, 7, 7, 8), new Hunk(8, 9, 9, 10), new Hunk(16, 18, 17, 18)));
    }

    private static List<SourceLine> lines(String text) {
        return text.lines().map(l -> new SourceLine(l, SourceLine.End.LF)).toList();
    }

    @Override
    public void stage(SourceDiff diff, Set<Integer> hunks) {
        asked.add("stage " + diff.path() + " " + hunks);
    }

    @Override
    public void unstage(SourceDiff diff, Set<Integer> hunks) {
        asked.add("unstage " + diff.path() + " " + hunks);
    }

    @Override
    public void discard(SourceDiff diff, Set<Integer> hunks) {
        asked.add("discard " + diff.path() + " " + hunks);
    }
}
