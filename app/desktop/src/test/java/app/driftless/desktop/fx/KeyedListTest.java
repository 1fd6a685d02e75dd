package app.driftless.desktop.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.junit.jupiter.api.Test;

class KeyedListTest {
    record Row(int key, String text) {}

    @Test
    void anyListBecomesAnyOtherList() {
        var random = new Random(42);
        ObservableList<Row> list = FXCollections.observableArrayList();
        for (int round = 0; round < 500; round++) {
            var next = new ArrayList<Row>();
            for (int key = 0; key < 30; key++) {
                if (random.nextBoolean()) {
                    next.add(new Row(key, "v" + random.nextInt(3)));
                }
            }
            KeyedList.update(list, next, Row::key);
            assertEquals(next, list);
        }
    }

    @Test
    void rowsThatStayAreTheSameObjects() {
        var a = new Row(1, "a");
        var c = new Row(3, "c");
        ObservableList<Row> list = FXCollections.observableArrayList(a, new Row(2, "b"), c);
        KeyedList.update(list, List.of(new Row(1, "a"), new Row(3, "c")), Row::key);
        assertSame(a, list.get(0));
        assertSame(c, list.get(1));
    }

    @Test
    void anEqualListChangesNothing() {
        ObservableList<Row> list = FXCollections.observableArrayList(new Row(1, "a"), new Row(2, "b"));
        var events = new ArrayList<Object>();
        list.addListener((ListChangeListener<Row>) events::add);
        KeyedList.update(list, List.of(new Row(1, "a"), new Row(2, "b")), Row::key);
        assertEquals(List.of(), events);
    }
}
