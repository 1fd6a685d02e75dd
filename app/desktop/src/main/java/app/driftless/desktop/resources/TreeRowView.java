package app.driftless.desktop.resources;

import app.driftless.core.manifest.ResourceKey;
import app.driftless.core.workspace.Protection;
import app.driftless.core.workspace.SyncPolicy;
import app.driftless.desktop.fx.Cells;
import app.driftless.desktop.fx.RowTip;
import app.driftless.desktop.i18n.Ages;
import app.driftless.desktop.i18n.HealthText;
import app.driftless.desktop.i18n.Words;
import app.driftless.desktop.resources.ClusterEntry.Link;
import app.driftless.desktop.resources.TreeRow.Subject;
import app.driftless.desktop.theme.Icons;
import app.driftless.desktop.theme.Mark;
import app.driftless.desktop.theme.StateGlyph;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.octicons.Octicons;

/// The nodes of a tree row. Made once for each visible cell, then only filled.
final class TreeRowView extends HBox {
    private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");
    private static final PseudoClass HEADING = PseudoClass.getPseudoClass("heading");
    private static final double INDENT = 14;

    private final Region indent = new Region();
    private final FontIcon chevron = Icons.of(Octicons.CHEVRON_RIGHT_16, 12);
    private final FontIcon icon = Icons.of(Octicons.FILE_16, 14);
    private final StateGlyph dot = new StateGlyph(12);
    private final Label name = new Label();
    private final FontIcon lock = Icons.of(Octicons.LOCK_16, 12);
    private final Label tag = new Label();
    private final Label kind = new Label();
    private final CountMark differ = new CountMark(Mark.DIFFERS);
    private final CountMark create = new CountMark(Mark.CREATE);
    private final CountMark delete = new CountMark(Mark.DELETE);
    private final Label total = new Label();
    private final StateGlyph sync = new StateGlyph();
    private final StateGlyph health = new StateGlyph();
    private final RowTip tip = new RowTip(this);
    private @Nullable Link link;
    private final Words words;
    private final LinkText links;

    TreeRowView(Words words, Ages ages, ObservableValue<Instant> now) {
        this.words = words;
        links = new LinkText(words, ages, now);
        getStyleClass().add("tree-row");
        now.subscribe(_ -> {
            if (link != null) {
                kind.setText(links.text(link));
            }
        });
        setAlignment(Pos.CENTER_LEFT);
        name.getStyleClass().add("tree-name");
        kind.getStyleClass().addAll("caption", "subtle");
        kind.setMinWidth(0);
        tag.getStyleClass().add("tag");
        tag.setMinWidth(USE_PREF_SIZE);
        total.getStyleClass().addAll("caption", "subtle");
        total.setMinWidth(USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren()
                .addAll(
                        indent, chevron, icon, dot, name, lock, tag, kind, gap, differ, create, delete, total, sync,
                        health);
        for (Region part : new Region[] {name, tag, kind, differ, create, delete, total, dot}) {
            part.managedProperty().bind(part.visibleProperty());
        }
        for (FontIcon part : new FontIcon[] {icon, lock}) {
            part.managedProperty().bind(part.visibleProperty());
        }
    }

    void show(TreeRow row) {
        tip.show(why(row).map(w -> row.unwell().orElseThrow().key() + "\n" + w));
        indent.setMinWidth(row.depth() * INDENT);
        chevron.setVisible(row.open().isPresent());
        chevron.setIconCode(row.open().orElse(false) ? Octicons.CHEVRON_DOWN_16 : Octicons.CHEVRON_RIGHT_16);
        sync.show(row.state().syncMark());
        health.show(row.state().healthMark());
        pseudoClassStateChanged(STALE, row.state().stale());
        sync.pseudoClassStateChanged(STALE, row.state().stale());
        health.pseudoClassStateChanged(STALE, row.state().stale());
        pseudoClassStateChanged(HEADING, row.open().isPresent());
        link = row.subject() instanceof Subject.OfCluster c ? c.cluster().link() : null;
        switch (row.subject()) {
            case Subject.OfEnvironment environment -> showEnvironment(environment, row);
            case Subject.OfCluster cluster -> showCluster(cluster.cluster());
            case Subject.OfGroup group -> showGroup(group);
            case Subject.OfResource resource -> showResource(resource, why(row));
            case Subject.OfProblem _ -> showProblem();
        }
        name.setMinWidth(Cells.nameWidth(name.getText(), row.depth() * INDENT));
        setAccessibleText(spoken(row));
    }

    /// Why it is not well: of a parent, the worst in it.
    private Optional<String> why(TreeRow row) {
        return row.unwell().flatMap(ResourceEntry::health).flatMap(h -> HealthText.why(h, words));
    }

    private void showEnvironment(Subject.OfEnvironment subject, TreeRow row) {
        var environment = subject.entry().environment();
        lead(Octicons.SERVER_16, environment.name());
        lock.setVisible(environment.protection() == Protection.LOCKED);
        boolean auto = environment.sync().mode() != SyncPolicy.Mode.MANUAL;
        text(
                tag,
                auto
                        ? words.text(
                                "tree.mode." + environment.sync().mode().name().toLowerCase(Locale.ROOT))
                        : "");
        var clusters = subject.entry().clusters();
        boolean folded = clusters.size() == 1
                && (clusters.getFirst().isLive() || !row.open().orElse(true));
        text(
                kind,
                subject.entry().loading()
                        ? words.text("tree.rendering")
                        : folded ? clusters.getFirst().name() : "");
        counts(subject.counts());
    }

    private void showCluster(ClusterEntry cluster) {
        icon.setVisible(false);
        name.setText(cluster.name());
        lock.setVisible(false);
        text(tag, "");
        dot.show(
                switch (cluster.link()) {
                    case Link.Live _, Link.Syncing _ -> Mark.HEALTHY;
                    case Link.Connecting _ -> Mark.PROGRESSING;
                    case Link.Refused _ -> Mark.ERROR;
                    case Link.Unbound _, Link.Offline _ -> Mark.WAITING;
                });
        text(kind, links.text(cluster.link()));
        none();
        text(total, cluster.resources() > 0 ? Integer.toString(cluster.resources()) : "");
        if (cluster.link() instanceof Link.Offline) {
            sync.show(Mark.OFFLINE);
            health.show(null);
        }
    }

    private void showGroup(Subject.OfGroup group) {
        lead(
                group.kind() ? Icons.ofKind("custom", group.name()) : Octicons.PACKAGE_16,
                group.name().isEmpty() ? words.text("tree.clusterWide") : group.name());
        lock.setVisible(false);
        text(tag, "");
        text(kind, "");
        counts(group.counts());
    }

    private void showResource(Subject.OfResource resource, Optional<String> why) {
        ResourceKey key = resource.entry().key();
        lead(Icons.ofKind(key.group(), key.kind()), key.name());
        lock.setVisible(false);
        text(tag, "");
        String beside = resource.byKind() ? key.namespace() : KindNames.brief(key.kind());
        text(kind, why.map(w -> beside + words.text("tree.unwell") + w).orElse(beside));
        none();
        text(total, "");
    }

    private void showProblem() {
        icon.setVisible(false);
        dot.show(Mark.ERROR);
        name.setText(words.text("tree.renderFailed"));
        lock.setVisible(false);
        text(tag, "");
        text(kind, "");
        none();
        text(total, "");
    }

    private void lead(Ikon code, String text) {
        icon.setVisible(true);
        icon.setIconCode(code);
        dot.show(null);
        name.setText(text);
    }

    private void counts(Counts counts) {
        differ.show(counts.differ());
        create.show(counts.create());
        delete.show(counts.delete());
        text(total, counts.quiet() ? Integer.toString(counts.all()) : "");
        // A parent with counts does not repeat its worst child's symbol.
        if (!counts.quiet()) {
            sync.show(null);
        }
    }

    private void none() {
        differ.show(0);
        create.show(0);
        delete.show(0);
    }

    private static void text(Label label, String text) {
        label.setText(text);
        label.setVisible(!text.isEmpty());
    }

    private String spoken(TreeRow row) {
        var spoken = new StringBuilder(name.getText());
        if (!kind.getText().isEmpty()) {
            spoken.append(", ").append(kind.getText());
        }
        Mark syncMark = row.state().syncMark();
        Mark healthMark = row.state().healthMark();
        if (syncMark != null) {
            spoken.append(", ").append(words.text("mark." + syncMark.css()));
        }
        if (healthMark != null) {
            spoken.append(", ").append(words.text("mark." + healthMark.css()));
        }
        why(row).ifPresent(w -> spoken.append(", ").append(w));
        return spoken.toString();
    }
}
