package app.driftless.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalSourceTest {
    private final SignalSource<String> signal = new SignalSource<>("a");
    private final List<String> seen = new ArrayList<>();

    @Test
    void replaysTheCurrentValueThenEveryNewOne() {
        signal.subscribe(seen::add);
        signal.set("b");
        assertEquals(List.of("a", "b"), seen);
    }

    @Test
    void suppressesEqualValues() {
        signal.subscribe(seen::add);
        signal.set(new String("a"));
        assertEquals(List.of("a"), seen);
    }

    @Test
    void aFailingSubscriberDoesNotDisturbTheOthers() {
        signal.subscribe(_ -> {
            throw new IllegalStateException("broken on purpose");
        });
        signal.subscribe(seen::add);
        signal.set("b");
        assertEquals(List.of("a", "b"), seen);
    }

    @Test
    void aClosedSubscriptionHearsNothingMore() {
        Subscription first = signal.subscribe(seen::add);
        first.close();
        signal.set("b");
        assertEquals(List.of("a"), seen);
    }

    @Test
    void aMappedSignalSuppressesWhatLooksEqualThroughTheMap() {
        var lengths = new ArrayList<Integer>();
        signal.map(String::length).subscribe(lengths::add);
        signal.set("b");
        signal.set("bb");
        assertEquals(List.of(1, 2), lengths);
    }
}
