package app.driftless.core.internal.git;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/// A repository's configuration with only the keys that can't execute or redirect anything (T8, T25 of the trust
/// reference). The file itself is never rewritten from here; what was left out can be asked for.
final class AllowedConfig extends FileBasedConfig {
    private static final Set<String> CORE = Set.of(
            "repositoryformatversion",
            "bare",
            "filemode",
            "ignorecase",
            "precomposeunicode",
            "autocrlf",
            "eol",
            "logallrefupdates",
            "quotepath",
            "symlinks");
    private static final Set<String> REMOTE = Set.of("url", "fetch", "pushurl");
    private static final Set<String> BRANCH = Set.of("remote", "merge", "rebase", "description");
    private static final Set<String> OPEN_SECTIONS = Set.of("user", "author", "committer", "extensions", "init");
    private static final Set<String> COMMIT = Set.of("gpgsign");

    private final Config base;
    private final FS fs;
    private List<String> ignored = List.of();

    AllowedConfig(Config base, File file, FS fs) {
        super(base, file, fs);
        this.base = base;
        this.fs = fs;
    }

    /// The file as it is now. Who reads this one meanwhile goes on with what it holds, and never sees keys that are
    /// still to be left out.
    AllowedConfig anew() throws IOException, ConfigInvalidException {
        var next = new AllowedConfig(base, getFile(), fs);
        next.load();
        return next;
    }

    /// The person's own configuration, reduced in the same way.
    static Config of(Person person) throws IOException {
        Config own = person.gitConfig();
        var reduced = new Config();
        for (String section : own.getSections()) {
            copy(own, reduced, section, null);
            own.getSubsections(section).forEach(sub -> copy(own, reduced, section, sub));
        }
        return reduced;
    }

    /// Key by key, because a text of the configuration would lack what comes from files that it includes.
    private static void copy(Config from, Config to, String section, @Nullable String sub) {
        for (String name : sub == null ? from.getNames(section) : from.getNames(section, sub)) {
            if (allowed(section, name)) {
                to.setStringList(section, sub, name, List.of(from.getStringList(section, sub, name)));
            }
        }
    }

    @Override
    public void load() throws IOException, ConfigInvalidException {
        super.load();
        var found = new TreeSet<String>();
        reduce(this, found);
        ignored = List.copyOf(found);
        setBoolean("core", null, "fsyncObjectFiles", true);
        setBoolean("core", null, "fsyncRefFiles", true);
        setBoolean("transfer", null, "fsckObjects", true);
    }

    @Override
    public void save() {
        throw new UnsupportedOperationException("The reduced view of a configuration is not written back");
    }

    /// Keys of the file that are not honoured, such as `core.hookspath` or `filter.lfs.clean`.
    List<String> ignored() {
        return ignored;
    }

    private static void reduce(Config config, Set<String> ignored) {
        for (String section : List.copyOf(config.getSections())) {
            for (String name : List.copyOf(config.getNames(section))) {
                if (!allowed(section, name)) {
                    ignored.add(section.toLowerCase(Locale.ROOT) + "." + name.toLowerCase(Locale.ROOT));
                    config.unset(section, null, name);
                }
            }
            for (String sub : List.copyOf(config.getSubsections(section))) {
                for (String name : List.copyOf(config.getNames(section, sub))) {
                    if (!allowed(section, name)) {
                        ignored.add(section.toLowerCase(Locale.ROOT) + "." + sub + "." + name.toLowerCase(Locale.ROOT));
                        config.unset(section, sub, name);
                    }
                }
            }
        }
    }

    private static boolean allowed(String section, String name) {
        String key = name.toLowerCase(Locale.ROOT);
        return switch (section.toLowerCase(Locale.ROOT)) {
            case "core" -> CORE.contains(key);
            case "remote" -> REMOTE.contains(key);
            case "branch" -> BRANCH.contains(key);
            case "commit" -> COMMIT.contains(key);
            case String other -> OPEN_SECTIONS.contains(other);
        };
    }
}
