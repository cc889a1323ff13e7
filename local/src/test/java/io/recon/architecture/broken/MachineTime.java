package io.recon.architecture.broken;

import java.time.LocalDate;
import java.time.ZoneId;

final class MachineTime {
    private MachineTime() {}

    @SuppressWarnings("JavaTimeDefaultTimeZone")
    static LocalDate today() {
        return LocalDate.now();
    }

    static ZoneId zone() {
        return ZoneId.systemDefault();
    }
}
