package app.driftless.core.internal.live;

import app.driftless.core.cluster.Cluster;
import app.driftless.core.cluster.LiveObject;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.ResourceKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What one watch has told, for whoever reads the same collection. Answers only while nothing can be missing: the
/// connection was heard a moment ago, nothing was lost since the last list or bookmark, and every write of ours has
/// come back. Thread-safe.
final class WatchedGroup implements Cluster.WatchListener {
    /// A watch that lives proves it every 15 s, or 10 s later when asked. After a computer slept, none has.
    private static final Duration PROOF = Duration.ofSeconds(30);
    /// Any news of the object will do.
    private static final long UNKNOWN_VERSION = Long.MAX_VALUE;
    private static final Pattern EQUALITY = Pattern.compile("([^=!,\\s]+)=([^=!,\\s]+)");

    private final Gvk type;
    private final String namespace;
    private final String selector;
    private final Cluster.WatchListener reader;
    private final InstantSource clock;
    private final Runnable doubted;
    private final Map<ResourceKey, LiveObject> objects = new HashMap<>();
    private final Map<ResourceKey, Long> awaited = new HashMap<>();
    private boolean complete;
    private Instant proven = Instant.EPOCH;

    /// What is watched.
    record Scope(Gvk type, String namespace, String selector) {}

    /// @param reader is told everything too
    /// @param doubted called when something may be missing
    WatchedGroup(Scope scope, Cluster.WatchListener reader, InstantSource clock, Runnable doubted) {
        this.type = scope.type();
        this.namespace = scope.namespace();
        this.selector = scope.selector();
        this.reader = reader;
        this.clock = clock;
        this.doubted = doubted;
    }

    /// All that is wanted of the collection, or empty where the server has to be asked.
    synchronized Optional<List<LiveObject>> list(Gvk of, String in, String by) {
        return type.equals(of) && namespace.equals(in) && selector.equals(by) && certain()
                ? Optional.of(List.copyOf(objects.values()))
                : Optional.empty();
    }

    /// An object that is there for certain; empty says nothing.
    synchronized Optional<LiveObject> get(Gvk of, ResourceKey key) {
        return type.equals(of) && certain() ? Optional.ofNullable(objects.get(key)) : Optional.empty();
    }

    synchronized boolean certain() {
        Duration age = Duration.between(proven, clock.instant());
        return complete && awaited.isEmpty() && !age.isNegative() && age.compareTo(PROOF) < 0;
    }

    /// @param object as it is now; empty where only news can tell
    synchronized void written(ResourceKey key, Optional<LiveObject> object) {
        LiveObject known = objects.get(key);
        boolean elsewhere =
                known == null && object.filter(now -> !selected(now)).isPresent();
        if (!covers(key) || elsewhere) {
            return;
        }
        long needed =
                object.map(LiveObject::resourceVersion).map(LiveObject::number).orElse(UNKNOWN_VERSION);
        if (known == null && needed == UNKNOWN_VERSION) {
            // It may never have been there, so that no news of it would come.
            complete = false;
        } else if (known == null || needed == UNKNOWN_VERSION || LiveObject.number(known.resourceVersion()) < needed) {
            awaited.put(key, needed);
        }
    }

    private boolean covers(ResourceKey key) {
        return type.group().equals(key.group())
                && type.kind().equals(key.kind())
                && (namespace.isEmpty() || namespace.equals(key.namespace()))
                && reader.wants(key);
    }

    /// News of what the selector leaves out never comes: an inventory is of a kind that it lists, too. True
    /// where that is not certain.
    private boolean selected(LiveObject object) {
        Matcher equality = EQUALITY.matcher(selector);
        return !equality.matches()
                || (object.body().get("metadata") instanceof Map<?, ?> metadata
                        && metadata.get("labels") instanceof Map<?, ?> labels
                        && equality.group(2).equals(labels.get(equality.group(1))));
    }

    private void arrived(LiveObject object) {
        Long needed = awaited.get(object.key());
        if (needed != null && (needed == UNKNOWN_VERSION || LiveObject.number(object.resourceVersion()) >= needed)) {
            awaited.remove(object.key());
        }
    }

    @Override
    public boolean wants(ResourceKey key) {
        return reader.wants(key);
    }

    @Override
    public void listed(List<LiveObject> all) {
        synchronized (this) {
            objects.clear();
            awaited.clear();
            all.forEach(object -> objects.put(object.key(), object));
        }
        reader.listed(all);
    }

    @Override
    public void changed(LiveObject object) {
        synchronized (this) {
            if (reader.wants(object.key())) {
                objects.put(object.key(), object);
                arrived(object);
            }
        }
        reader.changed(object);
    }

    @Override
    public void deleted(LiveObject object) {
        synchronized (this) {
            objects.remove(object.key());
            arrived(object);
        }
        reader.deleted(object);
    }

    @Override
    public void stale(boolean lost) {
        reader.stale(lost);
    }

    @Override
    public void current(boolean all) {
        synchronized (this) {
            complete = all;
            if (all) {
                proven = clock.instant();
            }
        }
        if (!all) {
            doubted.run();
        }
        reader.current(all);
    }
}
