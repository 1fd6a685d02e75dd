package app.driftless.core.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Random JSON trees, full of texts that YAML could mistake for something else.
final class Generated {
    private Generated() {}

    static Map<String, Object> tree(Random random) {
        return map(random, 0);
    }

    private static final List<String> TEXTS = List.of(
            "",
            "x",
            "yes",
            "0644",
            "1e3",
            "null",
            "~",
            "a: b",
            "a #b",
            "- x",
            "{a}",
            "[a",
            "'q'",
            "\"q\"",
            "\\",
            "*a",
            "&a",
            "!t",
            "%d",
            "@x",
            "`x",
            "|",
            ">",
            " lead",
            "trail ",
            "one\ntwo",
            "one\ntwo\n",
            "one\n\n\n",
            "\n",
            "\ttab",
            "a\tb",
            "é😀",
            "\u0085x",
            "\u2028",
            "a\rb",
            "2020-01-01",
            ".inf",
            "0x1F",
            "=",
            "<<",
            "?",
            "? a",
            "-",
            "--- a",
            "...",
            "#c",
            "a:",
            ":",
            "x\n  y\n z\n",
            "  x\ny\n",
            "a\n \nb\n",
            "key: |\n  v\n",
            "\u202e",
            "1_000",
            "0b1",
            "+1",
            "1:30",
            "12e03",
            "N",
            "off",
            "True",
            "a,b",
            "[]",
            "{}",
            "\u007f",
            "0o7",
            "1.",
            "+.5",
            "_1",
            "\n\nx");

    static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 6 : 9)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextBoolean();
            case 2 -> 0.5 + random.nextInt(100);
            case 3, 4, 5 -> TEXTS.get(random.nextInt(TEXTS.size()));
            case 6 -> {
                var list = new ArrayList<Object>();
                for (int n = random.nextInt(4); n > 0; n--) {
                    list.add(value(random, depth + 1));
                }
                yield list;
            }
            default -> map(random, depth + 1);
        };
    }

    private static Map<String, Object> map(Random random, int depth) {
        var map = new LinkedHashMap<String, Object>();
        for (int n = (depth == 0 ? 1 : 0) + random.nextInt(4); n > 0; n--) {
            String key = random.nextInt(4) == 0 ? TEXTS.get(random.nextInt(TEXTS.size())) : "abcde".substring(n, n + 1);
            map.put(key, value(random, depth));
        }
        return map;
    }

    static void places(Object tree, JsonPointer at, List<JsonPointer> places) {
        if (tree instanceof Map<?, ?> map) {
            map.forEach((k, v) -> {
                places.add(at.child((String) k));
                places(v, at.child((String) k), places);
            });
        } else if (tree instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                places.add(at.child(i));
                places(list.get(i), at.child(i), places);
            }
        }
    }
}
