package app.driftless.core;

import app.driftless.core.cluster.Clusters;
import app.driftless.core.cluster.KubeClusters;
import app.driftless.core.flow.EventLog;
import app.driftless.core.flow.Operations;
import app.driftless.core.flow.Subscription;
import app.driftless.core.flow.Workers;
import app.driftless.core.internal.fs.JournalDrafts;
import app.driftless.core.internal.fs.JsonSettings;
import app.driftless.core.internal.fs.JsonTrust;
import app.driftless.core.internal.git.JgitRepositories;
import app.driftless.core.internal.images.ProfileSeal;
import app.driftless.core.problem.Problem;
import app.driftless.core.repo.Drafts;
import app.driftless.core.repo.Repositories;
import app.driftless.core.sandbox.Sandboxes;
import app.driftless.core.settings.ProfileLock;
import app.driftless.core.settings.SettingsStore;
import app.driftless.core.settings.TrustStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way into the engine: builds its parts by hand and ends them. Parts that cost time to load are made when they
/// are first asked for.
/// Any thread.
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private final EngineOptions options;
    private final Workers workers = new Workers();
    private final EventLog events;
    private final Subscription logging;
    private final Operations operations;
    private final SettingsStore settings;
    private final TrustStore trust;
    private final Drafts drafts;
    private final Repositories repositories;
    private final Clusters clusters;
    private final Sandboxes sandboxes;
    private final Optional<ProfileLock> profile;
    private final List<Problem> damage;

    public Engine(EngineOptions options) {
        this.options = options;
        events = new EventLog(options.clock());
        logging = events.followLoggers();
        try {
            var ownSettings = new JsonSettings(options.config().resolve("settings.json"));
            settings = ownSettings;
            var ownTrust = new JsonTrust(options.config().resolve("trust.json"));
            trust = ownTrust;
            profile = ProfileLock.take(options.state());
            // A second engine of the profile must not write the journal of the first.
            String journal = profile.isPresent()
                    ? "drafts.journal"
                    : "drafts-" + ProcessHandle.current().pid() + ".journal";
            var ownDrafts =
                    new JournalDrafts(options.state().resolve(journal), new ProfileSeal(options.state()), workers);
            drafts = ownDrafts;
            damage = Stream.of(ownSettings.damage(), ownTrust.damage(), ownDrafts.damage())
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            logging.close();
            workers.close();
            throw new UncheckedIOException(e);
        }
        operations = new Operations(workers, options.clock(), events);
        repositories =
                new JgitRepositories(options.state(), options.home(), options.environment(), workers, options.clock());
        clusters = new KubeClusters(workers, options.environment());
        sandboxes = new Sandboxes(
                options.state(), options.cache(), options.sandboxSources(), options.environment(), workers);
    }

    public EngineOptions options() {
        return options;
    }

    public Workers workers() {
        return workers;
    }

    /// What has been done and said since this engine was made.
    public EventLog events() {
        return events;
    }

    public Operations operations() {
        return operations;
    }

    public SettingsStore settings() {
        return settings;
    }

    public TrustStore trust() {
        return trust;
    }

    public Drafts drafts() {
        return drafts;
    }

    public Repositories repositories() {
        return repositories;
    }

    public Clusters clusters() {
        return clusters;
    }

    public Sandboxes sandboxes() {
        return sandboxes;
    }

    /// Which files of the profile could not be read when this engine was made.
    public List<Problem> damage() {
        return damage;
    }

    /// Whether this is the profile's first engine, the only one that may sync in the background.
    public boolean holdsProfile() {
        return profile.isPresent();
    }

    /// Ends everything that runs, drafts last, and waits for it.
    @Override
    public void close() {
        logging.close();
        sandboxes.close();
        drafts.close();
        workers.close();
        profile.ifPresent(lock -> {
            try {
                lock.close();
            } catch (IOException e) {
                LOG.warn("The lock of the profile could not be released; it ends with this process", e);
            }
        });
    }
}
