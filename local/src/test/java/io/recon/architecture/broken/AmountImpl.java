package io.recon.architecture.broken;

final class AmountImpl {
    private AmountImpl() {}
}
