package app.driftless.cli.commands;

import app.driftless.cli.ExitCode;
import app.driftless.cli.report.OutputFormat;
import app.driftless.core.sandbox.SandboxState;
import app.driftless.core.sandbox.Sandboxes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Stops clusters; their objects are kept unless they are deleted.
@Command(name = "stop", mixinStandardHelpOptions = true, versionProvider = VersionText.class)
final class SandboxStop implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            defaultValue = SandboxCommand.DEFAULT_NAME,
            descriptionKey = "sandbox.name")
    private String name = SandboxCommand.DEFAULT_NAME;

    @Option(names = "--all", descriptionKey = "sandbox.all")
    private boolean all;

    @Option(names = "--delete", descriptionKey = "sandbox.delete")
    private boolean delete;

    @Mixin
    private OutputOption output = new OutputOption();

    private final SandboxWork work;

    SandboxStop(SandboxWork work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        return work.run(output.format, sandboxes -> {
            List<String> names = all ? sandboxes.names() : List.of(name);
            names.forEach(each -> end(sandboxes, each));
            if (output.format == OutputFormat.JSON) {
                var stopped = new SandboxState.Stopped();
                work.console()
                        .answer(Map.of(
                                "sandboxes",
                                names.stream()
                                        .map(each -> SandboxWork.json(each, stopped))
                                        .toList()));
            } else {
                names.forEach(each -> work.console()
                        .answer(work.console().text(delete ? "sandbox.deleted" : "sandbox.stopped", each)));
            }
            return ExitCode.CLEAN;
        });
    }

    private void end(Sandboxes sandboxes, String each) {
        if (delete) {
            sandboxes.delete(each);
        } else {
            sandboxes.stop(each);
        }
    }
}
