package app.driftless.core.internal.workspace;

import app.driftless.core.repo.FileTree;
import app.driftless.core.repo.TreeEntry;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Whether a file holds a Kubernetes object, as far as two words in it tell. Enough to look for environments.
final class ManifestSniff {
    private static final int LARGEST = 1 << 20;
    private static final Pattern API_VERSION = Pattern.compile("(?m)^\\s*-?\\s*[\"']?apiVersion[\"']?\\s*:");
    private static final Pattern KIND = Pattern.compile("(?m)^\\s*-?\\s*[\"']?kind[\"']?\\s*:");

    private ManifestSniff() {}

    static boolean looksLikeManifest(FileTree tree, TreeEntry entry) {
        if (entry.size() > LARGEST) {
            return false;
        }
        String text = new String(tree.read(entry.path()), StandardCharsets.UTF_8);
        return API_VERSION.matcher(text).find() && KIND.matcher(text).find();
    }
}
