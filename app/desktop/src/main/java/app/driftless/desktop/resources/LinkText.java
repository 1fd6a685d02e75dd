package app.driftless.desktop.resources;

import app.driftless.desktop.i18n.Ages;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.resources.ClusterEntry.Link;
import java.time.Instant;
import javafx.beans.value.ObservableValue;

/// How a cluster is connected, in a few words.
final class LinkText {
    private final Words words;
    private final Ages ages;
    private final ObservableValue<Instant> now;

    LinkText(Words words, Ages ages, ObservableValue<Instant> now) {
        this.words = words;
        this.ages = ages;
        this.now = now;
    }

    String text(Link link) {
        return switch (link) {
            case Link.Live(var asOf) -> ages.ago(asOf, now.getValue());
            case Link.Syncing(var done, var all) -> words.text("tree.syncing", done, all);
            case Link.Connecting _ -> words.text("tree.connecting");
            case Link.Unbound _ -> words.text("tree.unbound");
            case Link.Offline(var since) -> words.text("tree.offline", ages.at(since, now.getValue()));
            case Link.Refused _ -> words.text("tree.refused");
        };
    }
}
