package app.driftless.cli.commands;

import app.driftless.cli.ExitCode;
import app.driftless.cli.report.OutputFormat;
import app.driftless.core.sandbox.SandboxState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Tells which clusters there are and which run. Exit 1 if the named one does not run.
@Command(name = "status", mixinStandardHelpOptions = true, versionProvider = VersionText.class)
final class SandboxStatus implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "NAME", descriptionKey = "sandbox.nameOrAll")
    private @Nullable String name;

    @Mixin
    private OutputOption output = new OutputOption();

    private final SandboxWork work;

    SandboxStatus(SandboxWork work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        String wanted = name;
        return work.run(output.format, sandboxes -> {
            var states = new LinkedHashMap<String, SandboxState>();
            for (String each : wanted == null ? sandboxes.names() : List.of(wanted)) {
                states.put(each, sandboxes.refresh(each));
            }
            tell(states);
            boolean runs = wanted == null || states.get(wanted) instanceof SandboxState.Running;
            return runs ? ExitCode.CLEAN : ExitCode.FINDINGS;
        });
    }

    private void tell(Map<String, SandboxState> states) {
        if (output.format == OutputFormat.JSON) {
            work.console()
                    .answer(Map.of(
                            "sandboxes",
                            states.entrySet().stream()
                                    .map(each -> SandboxWork.json(each.getKey(), each.getValue()))
                                    .toList()));
        } else if (states.isEmpty()) {
            work.console().answer(work.console().text("sandbox.none"));
        } else {
            states.forEach((each, state) -> work.console().answer(work.line(each, state)));
        }
    }
}
