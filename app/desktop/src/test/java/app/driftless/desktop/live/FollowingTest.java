package app.driftless.desktop.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.driftless.core.flow.Loadable;
import app.driftless.core.flow.SignalSource;
import app.driftless.desktop.fx.FxBridge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What an open comparison shows while the environment that it is about is replaced by one with other settings.
class FollowingTest {
    private final SignalSource<Optional<SignalSource<Loadable<String>>>> current =
            new SignalSource<>(Optional.of(says("before")));
    private final List<Loadable<String>> shown = new ArrayList<>();
    private final Following<SignalSource<Loadable<String>>, Loadable<String>, String> following = new Following<>(
                    current::get, track -> track, (_, value) -> value, shown::add, new FxBridge(Runnable::run))
            .begin(current);

    @Test
    void showsWhatTheTrackOfNowSays() {
        current.get().orElseThrow().set(ready("then"));
        assertEquals(List.of(ready("before"), ready("then")), shown);
    }

    @Test
    void goesOnWithTheTrackThatTakesThePlace() {
        SignalSource<Loadable<String>> former = current.get().orElseThrow();
        current.set(Optional.of(says("after")));
        former.set(ready("nobody listens"));
        assertEquals(List.of(ready("before"), ready("after")), shown);
    }

    @Test
    void keepsWhatWasShownUntilTheNewTrackHasSomething() {
        var next = new SignalSource<Loadable<String>>(new Loadable.Loading<>(Optional.empty()));
        current.set(Optional.of(next));
        assertEquals(Optional.of(ready("before")), shown.getLast().latest());
        next.set(ready("after"));
        assertEquals(ready("after"), shown.getLast());
    }

    @Test
    void showsNothingOnceTheEnvironmentIsGone() {
        current.set(Optional.empty());
        assertEquals(new Loadable.Empty<>(), shown.getLast());
    }

    @Test
    void isSilentOnceItIsClosed() {
        SignalSource<Loadable<String>> last = current.get().orElseThrow();
        following.close();
        last.set(ready("too late"));
        current.set(Optional.of(says("too late")));
        assertEquals(List.of(ready("before")), shown);
    }

    private static SignalSource<Loadable<String>> says(String text) {
        return new SignalSource<>(ready(text));
    }

    private static Loadable.Ready<String> ready(String text) {
        return new Loadable.Ready<>(text, Instant.EPOCH);
    }
}
