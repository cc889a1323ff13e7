package io.recon.simulator.engine;

import io.recon.simulator.story.Channel;
import io.recon.simulator.story.Story.Setting;
import java.util.Locale;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.contrib.streaming.state.RocksDBOptions;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;

/** By what a story is played. */
public enum Backend {
    /** The transition alone, without Flink. */
    PURE,
    /** The operator with its state on the heap. */
    HEAP,
    /** The operator with its state in RocksDB. */
    ROCKSDB;

    /** The name on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Begins to reconcile a channel. */
    public Reconciliation start(Channel channel, Setting setting, Sink sink) throws Exception {
        return switch (this) {
            case PURE -> new PureReconciliation(channel, setting.ending(), sink);
            case HEAP, ROCKSDB -> new OperatorReconciliation(this, channel, setting, sink);
        };
    }

    StateBackend create() {
        return switch (this) {
            case PURE -> throw new IllegalStateException("the transition alone keeps no state");
            case HEAP -> new HashMapStateBackend();
            case ROCKSDB -> {
                // The harness's managed memory would be too little.
                var configuration = new org.apache.flink.configuration.Configuration();
                configuration.set(RocksDBOptions.USE_MANAGED_MEMORY, false);
                yield new EmbeddedRocksDBStateBackend(false)
                        .configure(configuration, Backend.class.getClassLoader());
            }
        };
    }
}
