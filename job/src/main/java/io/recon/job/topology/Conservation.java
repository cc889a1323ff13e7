package io.recon.job.topology;

import io.recon.udf.conservation.ProveConservation;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;

/** The proof, at every checkpoint, that nothing was lost and nothing counted twice. */
public final class Conservation {
    private Conservation() {}

    /** Adds the proof to a job that takes checkpoints; it gives metrics and no stream. */
    public static void prove(Outputs outputs, List<Branch> branches) {
        Outputs.Ledger ledger = outputs.ledger();
        ledger.kept()
                .connect(ledger.onResults())
                .transform(
                        "conservation",
                        Types.VOID,
                        new ProveConservation(branches.stream().map(Branch::channel).toList()))
                .uid("conservation")
                .setParallelism(1);
    }
}
