package app.driftless.desktop.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.driftless.core.flow.SignalSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class FxBridgeTest {
    private final Queue<Runnable> pulse = new ArrayDeque<>();
    private final FxBridge bridge = new FxBridge(pulse::add);
    private final Disposer owner = new Disposer();

    @Test
    void aStormOfValuesIsOneVisitWithTheLatest() {
        var signal = new SignalSource<>(0);
        var seen = new ArrayList<Integer>();
        bridge.follow(signal, owner, seen::add);
        runPulse();
        for (int i = 1; i <= 1000; i++) {
            signal.set(i);
        }
        assertEquals(1, pulse.size());
        runPulse();
        assertEquals(List.of(0, 1000), seen);
    }

    @Test
    void nothingArrivesAfterTheOwnerIsClosed() {
        var signal = new SignalSource<>("a");
        var seen = new ArrayList<String>();
        bridge.follow(signal, owner, seen::add);
        owner.close();
        runPulse();
        signal.set("b");
        runPulse();
        assertEquals(List.of(), seen);
    }

    private void runPulse() {
        while (!pulse.isEmpty()) {
            pulse.remove().run();
        }
    }
}
