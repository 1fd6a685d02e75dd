package app.driftless.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import app.driftless.core.settings.Settings;
import app.driftless.desktop.theme.Fonts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.css.CssParser;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.text.Font;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every view, in each theme and language.
class ViewsTest {
    record Case(Gallery.View view, Settings.Theme theme, Locale locale) {
        @Override
        public String toString() {
            return view + " " + theme + " " + locale.getLanguage();
        }
    }

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Stagehand.start();
    }

    static Stream<Case> cases() {
        return Stream.of(Gallery.View.values())
                .flatMap(view -> Stream.of(
                        new Case(view, Settings.Theme.LIGHT, Locale.ENGLISH),
                        new Case(view, Settings.Theme.DARK, Locale.SIMPLIFIED_CHINESE)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void showsWithoutCssWarningsMissingTextsOrNamelessControls(Case c) throws InterruptedException {
        Gallery gallery = Stagehand.onFx(() -> new Gallery(c.theme(), c.locale()));
        Scene scene = Stagehand.onFx(() -> {
            CssParser.errorsProperty().clear();
            return gallery.show(c.view());
        });
        Stagehand.await(gallery::isIdle);
        List<String> found = Stagehand.onFx(() -> {
            var faults = new ArrayList<String>();
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            Pictures.write(
                    scene,
                    (c.view() + "-" + c.theme() + "-" + c.locale().getLanguage())
                            .toLowerCase(Locale.ROOT)
                            .replace('_', '-'));
            CssParser.errorsProperty().forEach(e -> faults.add("CSS: " + e.getMessage()));
            inspect(scene.getRoot(), faults);
            gallery.close();
            return faults;
        });
        assertEquals(List.of(), found);
    }

    @Test
    void noFamilyFallsToSystem() {
        for (String family : List.of(Fonts.UI, Fonts.UI_MEDIUM, Fonts.UI_SEMI_BOLD, Fonts.CODE, Fonts.CODE_MEDIUM)) {
            assertEquals(family, Font.font(family, 13).getFamily());
        }
        assertNotEquals("No such family", Font.font("No such family", 13).getFamily());
    }

    private static void inspect(Node node, List<String> faults) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled labeled && isKey(labeled.getText())) {
            faults.add("No text for key " + labeled.getText());
        }
        if (node instanceof TextInputControl input && isKey(input.getPromptText())) {
            faults.add("No text for key " + input.getPromptText());
        }
        if (isKey(node.getAccessibleText())) {
            faults.add("No text for key " + node.getAccessibleText());
        }
        boolean ours = !node.getStyleClass().contains("increment-button")
                && !node.getStyleClass().contains("decrement-button");
        if (ours && node instanceof ButtonBase button && nameless(button, button.getText())) {
            faults.add("Nameless button " + button.getStyleClass() + " in " + button.getParent());
        }
        if ((node instanceof TextInputControl || node instanceof ListView<?>) && nameless(node, "")) {
            faults.add("Nameless " + node);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> inspect(child, faults));
        }
    }

    private static boolean nameless(Node node, String text) {
        boolean named =
                node.getAccessibleText() != null && !node.getAccessibleText().isBlank();
        return !named && (text == null || text.isBlank());
    }

    private static boolean isKey(String text) {
        return text != null && text.matches("[a-z]+(\\.[a-zA-Z-]+)+") && !text.endsWith(".yaml");
    }
}
