package app.driftless.core.internal.yaml;

import java.util.List;

/// Ends the reading of a file at a place where going on would be wrong or too costly. Never leaves this package.
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient YamlIssue issue;
    private final int start;
    private final int end;
    private final transient List<Object> args;

    Refused(YamlIssue issue, int start, int end, Object... args) {
        super(issue.code(), null, false, false);
        this.issue = issue;
        this.start = start;
        this.end = end;
        this.args = List.of(args);
    }

    YamlIssue issue() {
        return issue;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    Object[] args() {
        return args.toArray();
    }
}
