package app.driftless.testkit.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A person's home folder with a Git configuration and, if wanted, a credential helper that writes down what it is
/// told.
public final class TestHome {
    private final Path folder;

    private TestHome(Path folder) {
        this.folder = folder;
    }

    /// Makes `folder` a home, with a name and an e-mail address for commits.
    public static TestHome in(Path folder) throws IOException {
        Files.createDirectories(folder);
        var home = new TestHome(folder);
        home.configure("user.name", "Test");
        home.configure("user.email", "test@example.org");
        return home;
    }

    public Path folder() {
        return folder;
    }

    /// Sets a key of `~/.gitconfig`.
    public void configure(String key, String value) {
        GitFixture.call(
                folder, "git", "config", "--file", folder.resolve(".gitconfig").toString(), key, value);
    }

    /// Sets up a credential helper which gives this name and password for every host.
    public void helper(String name, String password) throws IOException {
        Path script = folder.resolve("helper.sh");
        Files.writeString(script, """
                #!/bin/sh
                echo "$1" >> %1$s
                cat >> %1$s
                if [ "$1" = get ]; then
                    echo "username=%2$s"
                    echo "password=%3$s"
                fi
                """.formatted(log(), name, password));
        if (!script.toFile().setExecutable(true)) {
            throw new IOException("Not made executable: " + script);
        }
        configure("credential.helper", script.toString());
    }

    /// The verbs that the helper was called with: `get`, `store`, `erase`.
    public List<String> verbs() throws IOException {
        return told().stream()
                .filter(List.of("get", "store", "erase")::contains)
                .toList();
    }

    /// All that the helper was told, line by line.
    public List<String> told() throws IOException {
        return Files.exists(log()) ? Files.readAllLines(log()) : List.of();
    }

    private Path log() {
        return folder.resolve("helper.log");
    }

    /// This process's variables, with this home.
    public Map<String, String> environment() {
        var variables = new HashMap<>(System.getenv());
        variables.keySet().removeIf(name -> {
            String upper = name.toUpperCase(Locale.ROOT);
            return upper.startsWith("GIT_") || upper.startsWith("SSH_") || upper.endsWith("_PROXY");
        });
        variables.put("HOME", folder.toString());
        variables.put("XDG_CONFIG_HOME", folder.resolve(".config").toString());
        variables.put("GIT_CONFIG_NOSYSTEM", "1");
        return variables;
    }
}
