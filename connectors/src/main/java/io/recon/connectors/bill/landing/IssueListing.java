package io.recon.connectors.bill.landing;

import java.util.List;

/**
 * One issue of a day's bill as it was listed. The markers were tested before the files were listed:
 * where {@code success} is true the files are all there.
 *
 * @param issue from 1
 * @param success whether {@code _SUCCESS} is there
 * @param accepted whether {@code _ACCEPT} is there
 * @param files sorted by name
 */
public record IssueListing(int issue, boolean success, boolean accepted, List<LandingFile> files) {
    public IssueListing {
        files = List.copyOf(files);
    }
}
