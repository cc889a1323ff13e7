package io.recon.architecture.broken;

import java.util.Date;

interface OldTimes {
    Date day();
}
