package io.recon.simulator;

import io.recon.simulator.story.Channel;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Makes channels: zones with and without summer time, days that begin at any hour. */
final class Casting {
    /** A zone, and a day at which something happens to its clocks. */
    private record Place(String zone, String day) {}

    private static final List<Place> PLACES =
            List.of(
                    new Place("Asia/Shanghai", "2026-03-01"),
                    new Place("UTC", "2024-02-29"),
                    new Place("America/New_York", "2026-03-08"),
                    new Place("America/New_York", "2026-11-01"),
                    new Place("Europe/Berlin", "2026-03-29"),
                    new Place("Europe/Berlin", "2026-10-25"),
                    // Half an hour, in the southern autumn.
                    new Place("Australia/Lord_Howe", "2026-04-05"),
                    // The clocks change at midnight.
                    new Place("America/Santiago", "2026-09-06"),
                    new Place("Asia/Beirut", "2026-03-29"),
                    new Place("Asia/Kathmandu", "2026-12-31"));

    private static final List<String> CUT_OFFS =
            List.of("00:00", "00:00", "23:00", "02:30", "04:00", "11:59", "12:00", "22:30");

    private Casting() {}

    /** One, two or three channels. */
    static List<Channel> channels(Dice dice) {
        List<Channel> channels = new ArrayList<>();
        int count = dice.pick(1, 1, 1, 2, 2, 3);
        for (int i = 0; i < count; i++) {
            Place place = dice.pick(PLACES);
            Channel.Rules rules =
                    new Channel.Rules(
                            dice.pick(0, 0, 1, 5),
                            Duration.ofMinutes(dice.pick(0, 1, 30, 30, 120)),
                            dice.pick(0, 1, 2, 2, 7));
            channels.add(
                    new Channel(
                            List.of("alipay", "unionpay", "stripe").get(i),
                            ZoneId.of(place.zone()),
                            LocalTime.parse(dice.pick(CUT_OFFS)),
                            LocalDate.parse(place.day()).minusDays(dice.between(0, 2)),
                            rules));
        }
        return channels;
    }
}
