package app.driftless.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.diff.Masking;
import app.driftless.core.diff.PersonsTools;
import app.driftless.core.diff.ResourceDiff;
import app.driftless.core.flow.CancelToken;
import app.driftless.core.flow.Progress;
import app.driftless.core.flow.Workers;
import app.driftless.core.manifest.Gvk;
import app.driftless.core.manifest.Resource;
import app.driftless.core.settings.Settings;
import app.driftless.testkit.cluster.ControlPlane;
import app.driftless.testkit.fault.ApiCall;
import app.driftless.testkit.fault.ApiFault;
import app.driftless.testkit.fault.ApiProxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R18: who reads one object need not wait for a comparison of many.
class ReadAheadTest {
    private static final Gvk NAMESPACE = Gvk.of("v1", "Namespace");

    @TempDir
    Path folder;

    private final Workers workers = new Workers();

    @AfterEach
    void end() {
        workers.close();
    }

    private Cluster connect(Path kubeconfig, String context) {
        return new KubeClusters(workers, System.getenv())
                .connect(new ContextRef(List.of(kubeconfig), context), Set.of(), new CancelToken());
    }

    private static List<Resource> settings(String namespace, int count) {
        var objects = new ArrayList<Resource>();
        for (int i = 0; i < count; i++) {
            objects.add(Manifests.one("""
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: c%d, namespace: %s}
                    data: {key: value}
                    """.formatted(i, namespace)));
        }
        return objects;
    }

    private List<ResourceDiff> compare(Cluster cluster, List<Resource> objects) {
        var differ = new LiveDiff(
                workers, new Masking(), new PersonsTools(Settings.initial().personsTools()));
        return differ.diff(
                cluster,
                new LiveDiff.Request(objects, List.of(), List.of()),
                _ -> {},
                Progress.none(),
                new CancelToken());
    }

    @Test
    void aReadOfOneObjectGoesBeforeManyDryRunsThatWait() throws Exception {
        String namespace = ControlPlane.shared().namespace("ahead");
        try (var api = ApiProxy.before(ControlPlane.shared());
                Cluster cluster = connect(api.kubeconfig(folder), "proxied")) {
            List<Resource> objects = settings(namespace, 200);
            cluster.discovery(true);
            api.always(ApiCall::dryRun, new ApiFault.HoldRequest());
            var compared = CompletableFuture.supplyAsync(() -> compare(cluster, objects), workers.io());
            api.awaitHeld();
            // Every place but those of reads is taken by now, or will be while this waits.
            for (int i = 0; i < 5; i++) {
                var read = CompletableFuture.supplyAsync(() -> cluster.get(NAMESPACE, "", namespace), workers.io());
                assertTrue(read.get(20, TimeUnit.SECONDS).isPresent());
                Thread.sleep(100);
            }
            int held = api.calls(ApiCall::dryRun).size();
            assertTrue(held < objects.size(), held + " were not held back");
            assertTrue(!compared.isDone());
            api.heal();
            assertEquals(objects.size(), compared.get(60, TimeUnit.SECONDS).size());
        }
    }
}
