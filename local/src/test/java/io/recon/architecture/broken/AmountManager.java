package io.recon.architecture.broken;

final class AmountManager {
    private AmountManager() {}
}
