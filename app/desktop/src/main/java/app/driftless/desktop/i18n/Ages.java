package app.driftless.desktop.i18n;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// Says how old something is, and how long something takes, in the fewest words.
public final class Ages {
    private final Words words;
    private final ZoneId zone;

    public Ages(Words words, ZoneId zone) {
        this.words = words;
        this.zone = zone;
    }

    /// For example `4 s ago`, `yesterday 20:37`, `19 Nov 16:12`.
    public String ago(Instant then, Instant now) {
        long seconds = Math.max(0, Duration.between(then, now).toSeconds());
        if (seconds < 2) {
            return words.text("age.now");
        }
        if (seconds < 60) {
            return words.text("age.seconds", seconds);
        }
        if (seconds < 3600) {
            return words.text("age.minutes", seconds / 60);
        }
        return at(then, now);
    }

    /// A moment: the time of today, else the day too.
    public String at(Instant then, Instant now) {
        var when = then.atZone(zone);
        var today = now.atZone(zone).toLocalDate();
        String time = clock(then);
        if (when.toLocalDate().equals(today)) {
            return time;
        }
        if (when.toLocalDate().equals(today.minusDays(1))) {
            return words.text("age.yesterday", time);
        }
        boolean thisYear = when.getYear() == today.getYear();
        String pattern = words.text(thisYear ? "age.day" : "age.dayAndYear");
        return DateTimeFormatter.ofPattern(pattern, words.locale().get()).format(when) + " " + time;
    }

    public String clock(Instant then) {
        return DateTimeFormatter.ofPattern("HH:mm").format(then.atZone(zone));
    }

    /// A moment to the second: the time of today, else the day too.
    public String exact(Instant then, Instant now) {
        var when = then.atZone(zone);
        String time = DateTimeFormatter.ofPattern("HH:mm:ss").format(when);
        if (when.toLocalDate().equals(now.atZone(zone).toLocalDate())) {
            return time;
        }
        return DateTimeFormatter.ofPattern(words.text("age.day"), words.locale().get())
                        .format(when) + " " + time;
    }

    /// For example `0.3 s`, `48 s`, `2 min 5 s`.
    public String lasting(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 10_000) {
            return words.text("age.lasting.short", Math.round(millis / 100.0) / 10.0);
        }
        if (millis < 60_000) {
            return words.text("age.lasting.seconds", millis / 1000);
        }
        return words.text("age.lasting.minutes", millis / 60_000, millis / 1000 % 60);
    }
}
