import org.jspecify.annotations.NullMarked;

/// The command line of Driftless.
@NullMarked
module app.driftless.cli {
    requires app.driftless.core;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires info.picocli;
    requires static org.jspecify;

    opens app.driftless.cli to
            info.picocli;
    opens app.driftless.cli.commands to
            info.picocli;
}
