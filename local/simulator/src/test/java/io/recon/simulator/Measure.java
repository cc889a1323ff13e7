package io.recon.simulator;
public final class Measure {
    public static void main(String[] a) throws Exception {
        for (Mutant m : Mutant.all()) {
            if (a.length > 0 && !m.name().matches(a[0])) continue;
            long t = System.nanoTime();
            String w;
            try { w = MutatedClasses.of(m).firstWrong(m); } catch (Throwable e) { w = "FAILED " + e; }
            System.out.println(m.name() + " [" + m.seeds() + " " + m.backend() + "] -> " + (w == null ? "NOT CAUGHT" : w.lines().limit(2).map(s -> s.substring(0, Math.min(160, s.length()))).toList()) + " " + (System.nanoTime() - t) / 1000000 + "ms");
        }
    }
}
