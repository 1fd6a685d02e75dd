package app.driftless.desktop.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.driftless.core.diff.IgnoreRule;
import app.driftless.core.diff.TakeOverRule;
import app.driftless.desktop.i18n.Words;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTextTest {
    private final Words words = new Words(Locale.ENGLISH);

    @ParameterizedTest
    @CsvSource(textBlock = """
            Deployment, *,    *,   /spec/replicas, ,    /spec/replicas of every Deployment
            Deployment, shop, *,   /spec/replicas, hpa, '/spec/replicas of every Deployment in shop, as far as hpa owns it'
            ConfigMap,  shop, f-*, ,               ,    All of ConfigMap shop/f-*
            Namespace,  '',   web, /metadata,      ,    /metadata of Namespace web
            *,          *,    *,   ,               v*,  What v* owns in every object
            """)
    void saysWhatIsLeftAloneAndOfWhat(
            String kind, String namespace, String name, String field, String manager, String text) {
        var rule = new IgnoreRule(
                1, 3, new IgnoreRule.Objects("*", kind, namespace, name), list(field), list(manager), Optional.empty());
        assertEquals(text, RuleText.of(rule, words));
    }

    @Test
    void saysWhatIsTakenOverAndFromWhom() {
        var api = new IgnoreRule.Objects("apps", "Deployment", "shop", "api");
        var fromOne = new TakeOverRule(1, 3, api, List.of("/spec/replicas"), List.of("hpa"), Optional.empty());
        var fromAll = new TakeOverRule(1, 3, api, List.of("/spec/replicas"), List.of(), Optional.empty());
        assertEquals("/spec/replicas of Deployment shop/api, from hpa", RuleText.of(fromOne, words));
        assertEquals("/spec/replicas of Deployment shop/api", RuleText.of(fromAll, words));
    }

    private static List<String> list(String item) {
        return Optional.ofNullable(item).map(List::of).orElse(List.of());
    }
}
