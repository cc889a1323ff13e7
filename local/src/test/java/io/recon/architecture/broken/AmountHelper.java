package io.recon.architecture.broken;

final class AmountHelper {
    private AmountHelper() {}
}
