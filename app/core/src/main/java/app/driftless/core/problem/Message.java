package app.driftless.core.problem;

import java.util.List;

/// A text that has not been put into a language yet: the bundle it is in, its key, and what it is about.
///
/// @param area the bundle `app/driftless/core/messages/<area>.properties`
/// @param key the key in that bundle
/// @param args what the text mentions, for `java.text.MessageFormat`; another message is put into the language first;
///     never a secret value
public record Message(String area, String key, List<Object> args) {
    public Message {
        args = List.copyOf(args);
    }

    public static Message of(String area, String key, Object... args) {
        return new Message(area, key, List.of(args));
    }
}
