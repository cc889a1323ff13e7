package io.recon.architecture.broken;

final class Printing {
    private Printing() {}

    static void print() {
        System.out.println("an answer");
    }
}
