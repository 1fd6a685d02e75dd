package app.driftless.desktop;

import app.driftless.core.repo.Drafts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A journal of drafts that exists in memory only.
final class StoryDrafts implements Drafts {
    private final Map<String, Draft> drafts = new ConcurrentHashMap<>();

    @Override
    public void put(Draft draft) {
        drafts.put(draft.path(), draft);
    }

    @Override
    public void remove(Path repository, String path) {
        drafts.remove(path);
    }

    @Override
    public List<Draft> of(Path repository) {
        return List.copyOf(drafts.values());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
