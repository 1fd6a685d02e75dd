package app.driftless.core.internal.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/// Whose computer this is: what belongs to them may be run and believed, other than what a repository brings.
///
/// @param home where their SSH keys are
/// @param environment their environment variables
record Person(Path home, Map<String, String> environment) {
    Person {
        environment = Map.copyOf(environment);
    }

    /// Their own Git configuration (`~/.gitconfig`, `$XDG_CONFIG_HOME/git/config` and what these include), read anew.
    Config gitConfig() throws IOException {
        FS fs = new RestrictedFs();
        fs.setUserHome(gitHome().toFile());
        FileBasedConfig config = SystemReader.getInstance().openUserConfig(null, fs);
        try {
            config.load();
        } catch (ConfigInvalidException e) {
            throw new IOException("The Git configuration of this user is damaged", e);
        }
        return config;
    }

    /// A file that a setting of theirs or, before it, a variable names.
    Optional<Path> gitFile(String variable, String section, String name) throws IOException {
        String value = environment.getOrDefault(variable, "");
        if (value.isEmpty()) {
            value = Optional.ofNullable(gitConfig().getString(section, null, name))
                    .orElse("");
        }
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(value.startsWith("~" + File.separator) ? home.resolve(value.substring(2)) : Path.of(value));
    }

    /// Where `git` looks for their configuration.
    private Path gitHome() {
        String named = environment.getOrDefault("HOME", "");
        return named.isEmpty() ? home : Path.of(named);
    }

    /// Runs a program of theirs, outside of any repository, never asking on a terminal.
    ProcessBuilder program(String... command) {
        var builder = new ProcessBuilder(command).directory(home.toFile());
        var variables = new HashMap<>(environment);
        variables.keySet().removeIf(name -> name.startsWith("GIT_") && !name.equals("GIT_ASKPASS"));
        variables.put("GIT_TERMINAL_PROMPT", "0");
        // The home folder itself may be a repository, which must not name a helper either.
        variables.put("GIT_DIR", File.separatorChar == '\\' ? "NUL" : "/dev/null");
        builder.environment().clear();
        builder.environment().putAll(variables);
        return builder;
    }
}
