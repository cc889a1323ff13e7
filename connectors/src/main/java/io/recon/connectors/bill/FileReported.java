package io.recon.connectors.bill;

import io.recon.model.bill.BillRecord.FileReport;
import io.recon.model.codec.BillRecordCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.connector.source.SourceEvent;

/** Tells the enumerator what a file held that a reader has emitted to its end. */
final class FileReported implements SourceEvent {
    private static final long serialVersionUID = 1L;

    private final int version;
    private final byte[] bytes;

    FileReported(FileReport report) {
        BillRecordCodec codec = new BillRecordCodec();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            codec.write(report, new DataOutputStream(out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.version = codec.version();
        this.bytes = out.toByteArray();
    }

    FileReport report() {
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            return (FileReport) new BillRecordCodec().read(version, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
