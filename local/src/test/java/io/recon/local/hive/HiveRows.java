package io.recon.local.hive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.metastore.HiveMetaStoreClient;
import org.apache.hadoop.hive.metastore.IMetaStoreClient;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.api.Table;
import org.apache.hadoop.hive.metastore.utils.MetaStoreUtils;
import org.apache.hadoop.hive.serde2.Deserializer;
import org.apache.hadoop.hive.serde2.objectinspector.ObjectInspectorUtils;
import org.apache.hadoop.hive.serde2.objectinspector.StructField;
import org.apache.hadoop.hive.serde2.objectinspector.StructObjectInspector;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.WritableComparable;
import org.apache.hadoop.mapred.FileInputFormat;
import org.apache.hadoop.mapred.InputFormat;
import org.apache.hadoop.mapred.InputSplit;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.RecordReader;
import org.apache.hadoop.mapred.Reporter;

/**
 * Reads tables as Hive does: what there is says the metastore, and each partition is read by the
 * input format and the deserializer that stand there. Nothing of it is Flink's or ours.
 */
public final class HiveRows implements AutoCloseable {
    private final HiveConf conf = new HiveConf();
    final IMetaStoreClient client;

    /** Reaches a metastore. */
    public HiveRows(String metastore) throws Exception {
        conf.set("hive.metastore.uris", metastore);
        client = new HiveMetaStoreClient(conf);
    }

    /** All rows by column, partition columns included, values as texts; null stays null. */
    public List<Map<String, String>> read(String database, String name) throws Exception {
        Table table = client.getTable(database, name);
        List<Map<String, String>> rows = new ArrayList<>();
        for (Partition partition : client.listPartitions(database, name, (short) -1)) {
            read(table, partition, rows);
        }
        return rows;
    }

    private void read(Table table, Partition partition, List<Map<String, String>> rows)
            throws Exception {
        Properties properties = MetaStoreUtils.getPartitionMetadata(partition, table);
        Deserializer deserializer =
                Class.forName(partition.getSd().getSerdeInfo().getSerializationLib())
                        .asSubclass(Deserializer.class)
                        .getDeclaredConstructor()
                        .newInstance();
        deserializer.initialize(conf, properties);
        StructObjectInspector inspector = (StructObjectInspector) deserializer.getObjectInspector();
        JobConf job = new JobConf(conf);
        properties.stringPropertyNames().forEach(key -> job.set(key, properties.getProperty(key)));
        FileInputFormat.setInputPaths(job, new Path(partition.getSd().getLocation()));
        for (InputSplit split : format(partition).getSplits(job, 1)) {
            read(table, partition, deserializer, inspector, format(partition), split, job, rows);
        }
    }

    @SuppressWarnings("unchecked")
    private static InputFormat<WritableComparable<?>, Writable> format(Partition partition)
            throws ReflectiveOperationException {
        return (InputFormat<WritableComparable<?>, Writable>)
                Class.forName(partition.getSd().getInputFormat())
                        .asSubclass(InputFormat.class)
                        .getDeclaredConstructor()
                        .newInstance();
    }

    private static void read(
            Table table,
            Partition partition,
            Deserializer deserializer,
            StructObjectInspector inspector,
            InputFormat<WritableComparable<?>, Writable> format,
            InputSplit split,
            JobConf job,
            List<Map<String, String>> rows)
            throws Exception {
        RecordReader<WritableComparable<?>, Writable> reader =
                format.getRecordReader(split, job, Reporter.NULL);
        try {
            WritableComparable<?> key = reader.createKey();
            Writable value = reader.createValue();
            while (reader.next(key, value)) {
                Object struct = deserializer.deserialize(value);
                Map<String, String> row = new TreeMap<>();
                for (StructField field : inspector.getAllStructFieldRefs()) {
                    Object cell =
                            ObjectInspectorUtils.copyToStandardJavaObject(
                                    inspector.getStructFieldData(struct, field),
                                    field.getFieldObjectInspector());
                    row.put(field.getFieldName(), cell == null ? null : cell.toString());
                }
                List<FieldSchema> keys = table.getPartitionKeys();
                for (int i = 0; i < keys.size(); i++) {
                    row.put(keys.get(i).getName(), partition.getValues().get(i));
                }
                rows.add(row);
            }
        } finally {
            reader.close();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
