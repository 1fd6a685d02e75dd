package app.driftless.core.internal.workspace;

import app.driftless.core.workspace.Environment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Names for found environments: as short as tells them apart, from the ends of their paths.
public final class EnvironmentNames {
    /// Folders whose names say nothing of what is in them.
    private static final Set<String> EMPTY_WORDS = Set.of("overlay", "kustomize", "manifests", "deploy", "k8s");

    private EnvironmentNames() {}

    /// The same environments, each with a name of its own and one cluster of that name: `web-production` and
    /// `db-production` for the overlays `production` of two applications.
    public static List<Environment> unique(List<Environment> found) {
        List<List<String>> candidates =
                found.stream().map(EnvironmentNames::candidates).toList();
        Map<String, Integer> uses = new HashMap<>();
        candidates.forEach(names -> names.forEach(name -> uses.merge(name, 1, Integer::sum)));
        Set<String> taken = new HashSet<>();
        var result = new ArrayList<Environment>();
        for (int i = 0; i < found.size(); i++) {
            List<String> names = candidates.get(i);
            String name = names.stream()
                    .filter(n -> uses.getOrDefault(n, 0) == 1)
                    .findFirst()
                    .orElseGet(names::getLast);
            String own = name;
            for (int n = 2; !taken.add(own); n++) {
                own = name + "-" + n;
            }
            result.add(named(found.get(i), own));
        }
        return result;
    }

    /// From the shortest to the longest: first without folders that say nothing, then with them.
    private static List<String> candidates(Environment environment) {
        var names = new LinkedHashSet<String>();
        names.add(environment.name());
        List<String> folders = List.of(environment.path().split("/"));
        List<String> telling = new ArrayList<>();
        for (int i = 0; i < folders.size(); i++) {
            String folder = folders.get(i);
            boolean last = i == folders.size() - 1;
            if (last || !Discovered.PARENTS.contains(folder) && !EMPTY_WORDS.contains(folder)) {
                telling.add(folder);
            }
        }
        for (List<String> parts : List.of(telling, folders)) {
            for (int from = parts.size() - 2; from >= 0; from--) {
                names.add(Discovered.clean(String.join("-", parts.subList(from, parts.size()))));
            }
        }
        return List.copyOf(names);
    }

    private static Environment named(Environment e, String name) {
        return new Environment(
                name,
                e.path(),
                e.render(),
                List.of(name),
                e.sync(),
                e.protection(),
                e.promotedFrom(),
                e.kubernetesVersion(),
                e.foundBy());
    }
}
