package app.driftless.core.internal.kube;

import org.jspecify.annotations.Nullable;

/// One request.
///
/// @param path after the server's URL, with query, encoded
/// @param contentType null without a body
/// @param body JSON; null without
/// @param repeatable whether it leaves no trace on the server (reads, dry runs), so that it may be sent again
/// @param accept media types, in order of preference
/// @param ahead whether it goes before others that wait for their turn
record Call(
        String method,
        String path,
        @Nullable String contentType,
        byte @Nullable [] body,
        boolean repeatable,
        String accept,
        boolean ahead) {
    static Call get(String path) {
        return new Call("GET", path, null, null, true, "application/json", false);
    }

    /// Reads one object.
    static Call getOne(String path) {
        return new Call("GET", path, null, null, true, "application/json", true);
    }

    static Call get(String path, String accept) {
        return new Call("GET", path, null, null, true, accept, false);
    }

    static Call send(String method, String path, String contentType, Object body, boolean repeatable) {
        return new Call(method, path, contentType, Json.bytes(body), repeatable, "application/json", false);
    }

    /// For messages: no query, no body.
    String title() {
        int query = path.indexOf('?');
        return method + " " + (query < 0 ? path : path.substring(0, query));
    }
}
