package io.recon.architecture.broken;

final class AmountUtils {
    private AmountUtils() {}
}
