package io.recon.connectors.hive;

import io.recon.connectors.config.Quoted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.Path;
import org.apache.hadoop.hive.metastore.HiveMetaStoreClient;
import org.apache.hadoop.hive.metastore.IMetaStoreClient;
import org.apache.hadoop.hive.metastore.TableType;
import org.apache.hadoop.hive.metastore.api.AlreadyExistsException;
import org.apache.hadoop.hive.metastore.api.Database;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.apache.hadoop.hive.metastore.api.NoSuchObjectException;
import org.apache.hadoop.hive.metastore.api.SerDeInfo;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;
import org.apache.hadoop.hive.metastore.api.Table;
import org.apache.thrift.TException;

/**
 * The tables' database in a metastore. What is absent is made; what is there must be as declared,
 * or it is refused: rows in wrong columns would be worse than none.
 *
 * <p>Tables are external ones: whoever drops a table by mistake keeps its data, and Hive never
 * takes them for its own transactional tables.
 */
public final class HiveDatabase implements AutoCloseable {
    private static final String COMMENT = "comment";

    /** What to do about tables that somebody else has made. */
    private static final String ANOTHER_DATABASE = "; name another database in hive.database";

    /** The database's parameter that holds the highest number of a run that was ever begun. */
    private static final String LAST_RUN = "recon.run";

    /** As much as surely is a long. */
    private static final Pattern RUN_NUMBER = Pattern.compile("[0-9]{1,18}");

    /** So often a run's number is written if others overwrite it at the same time. */
    private static final int MOST_NOTES = 5;

    private final HiveSettings settings;
    private final IMetaStoreClient client;

    private HiveDatabase(HiveSettings settings, IMetaStoreClient client) {
        this.settings = settings;
        this.client = client;
    }

    /**
     * Reaches the metastore.
     *
     * @throws UnusableTablesException if nobody answers
     */
    public static HiveDatabase connect(HiveSettings settings) throws UnusableTablesException {
        try {
            return new HiveDatabase(
                    settings, new HiveMetaStoreClient(HiveConfigurations.forSetup(settings)));
        } catch (MetaException e) {
            throw new UnusableTablesException(
                    "the Hive metastore "
                            + settings.metastore()
                            + " cannot be reached; start it, or correct hive.metastore",
                    e);
        }
    }

    /**
     * Checks what is there and makes nothing.
     *
     * @throws UnusableTablesException if a table is another than is declared, or the metastore
     *     refuses
     */
    public void check() throws UnusableTablesException {
        try {
            for (TableDefinition<?> table : ReconTables.TABLES) {
                Table found = find(table.name());
                if (found != null) {
                    check(found, table);
                }
            }
            for (LatestView view : ReconTables.VIEWS) {
                Table found = find(view.name());
                if (found != null) {
                    checkView(found, view);
                }
            }
        } catch (TException e) {
            throw refused(e);
        }
    }

    /**
     * Makes what is absent, once all is checked that is there.
     *
     * @return the tables' directories by name
     * @throws UnusableTablesException if a table is another than is declared, or the metastore
     *     refuses
     */
    public Map<String, String> prepare() throws UnusableTablesException {
        check();
        Map<String, String> locations = new HashMap<>();
        try {
            Database database = database();
            for (TableDefinition<?> table : ReconTables.TABLES) {
                locations.put(table.name(), table(database, table));
            }
            for (LatestView view : ReconTables.VIEWS) {
                view(view);
            }
        } catch (TException e) {
            throw refused(e);
        }
        return locations;
    }

    /**
     * For readers, who make nothing: all tables and views must be there as they are declared. In
     * which format their files are does not matter to them.
     */
    void requireExisting() throws UnusableTablesException {
        try {
            client.getDatabase(settings.database());
            for (TableDefinition<?> table : ReconTables.TABLES) {
                checkColumns(existing(table.name()), table);
            }
            for (LatestView view : ReconTables.VIEWS) {
                checkView(existing(view.name()), view);
            }
        } catch (NoSuchObjectException e) {
            throw new UnusableTablesException(
                    "the Hive metastore "
                            + settings.metastore()
                            + " has no database "
                            + settings.database()
                            + ": no job has written into it yet",
                    e);
        } catch (TException e) {
            throw refused(e);
        }
    }

    /**
     * The highest number of a run that was ever begun in this database, as {@link #noteRun} noted
     * it; 0 if none was.
     *
     * @throws UnusableTablesException if the metastore refuses, or what stands there is no number
     */
    public long lastRun() throws UnusableTablesException {
        try {
            return lastRun(client.getDatabase(settings.database()));
        } catch (NoSuchObjectException e) {
            return 0;
        } catch (TException e) {
            throw refused(e);
        }
    }

    /**
     * Notes that a run has begun, before it writes anything: the next one takes a higher number. A
     * number that is not higher than the noted one changes nothing. Makes the database where it is
     * absent.
     *
     * <p>A metastore can neither compare and set nor lock what is no transactional table. So what
     * was written is read again, and written again if another job has put back a lower number
     * meanwhile. What remains: two jobs that ask for {@link #lastRun} at the same moment take the
     * same number.
     *
     * @throws UnusableTablesException if the metastore refuses, or what stands there is no number
     */
    public void noteRun(long run) throws UnusableTablesException {
        try {
            Database database = database();
            for (int i = 0; i < MOST_NOTES && lastRun(database) < run; i++) {
                database.putToParameters(LAST_RUN, Long.toString(run));
                client.alterDatabase(settings.database(), database);
                database = client.getDatabase(settings.database());
            }
            if (lastRun(database) < run) {
                throw new UnusableTablesException(
                        nameOfDatabase()
                                + " does not keep its parameter "
                                + LAST_RUN
                                + ": it was set to "
                                + run
                                + " and is "
                                + lastRun(database));
            }
        } catch (TException e) {
            throw refused(e);
        }
    }

    private long lastRun(Database database) throws UnusableTablesException {
        String noted = database.isSetParameters() ? database.getParameters().get(LAST_RUN) : null;
        if (noted == null) {
            return 0;
        }
        if (!RUN_NUMBER.matcher(noted).matches()) {
            throw new UnusableTablesException(
                    nameOfDatabase()
                            + ": its parameter "
                            + LAST_RUN
                            + " is "
                            + Quoted.of(noted)
                            + ", it must be the highest number of a run in its tables");
        }
        return Long.parseLong(noted);
    }

    private String nameOfDatabase() {
        return "Hive database " + settings.database();
    }

    private Table existing(String name) throws TException, UnusableTablesException {
        Table found = find(name);
        if (found == null) {
            throw new UnusableTablesException(
                    nameOf(name) + " does not exist: no job has written into its database yet");
        }
        return found;
    }

    private String nameOf(String table) {
        return "Hive table " + settings.database() + "." + table;
    }

    private UnusableTablesException refused(TException e) {
        return new UnusableTablesException(
                "the Hive metastore "
                        + settings.metastore()
                        + " does not give database "
                        + settings.database()
                        + ": "
                        + firstLine(e),
                e);
    }

    private static String firstLine(TException e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return message.lines().findFirst().orElse(message);
    }

    private Database database() throws TException {
        try {
            return client.getDatabase(settings.database());
        } catch (NoSuchObjectException e) {
            // Made below.
        }
        Path location = new Path(settings.warehouse(), settings.database() + ".db");
        try {
            client.createDatabase(
                    new Database(
                            settings.database(),
                            "Reconciliation of platform orders with channel bills",
                            withScheme(location),
                            Map.of()));
        } catch (AlreadyExistsException e) {
            // Another job was quicker.
        }
        return client.getDatabase(settings.database());
    }

    private static String withScheme(Path path) {
        // Not encoded: Hive takes a location as it stands.
        return path.toUri().getScheme() == null ? "file://" + path.getPath() : path.toString();
    }

    private String table(Database database, TableDefinition<?> table)
            throws TException, UnusableTablesException {
        Table found = find(table.name());
        if (found == null) {
            try {
                client.createTable(tableOf(database, table));
            } catch (AlreadyExistsException e) {
                // Another job was quicker.
            }
            found = client.getTable(settings.database(), table.name());
        }
        check(found, table);
        return found.getSd().getLocation();
    }

    private Table find(String name) throws TException {
        try {
            return client.getTable(settings.database(), name);
        } catch (NoSuchObjectException e) {
            return null;
        }
    }

    private Table tableOf(Database database, TableDefinition<?> table) {
        StorageDescriptor storage = new StorageDescriptor();
        storage.setCols(fields(table.columns()));
        storage.setLocation(database.getLocationUri() + "/" + table.name());
        storage.setInputFormat(settings.format().inputFormat());
        storage.setOutputFormat(settings.format().outputFormat());
        storage.setSerdeInfo(
                new SerDeInfo(table.name(), settings.format().serializer(), new HashMap<>()));
        Table hive = new Table();
        hive.setDbName(settings.database());
        hive.setTableName(table.name());
        hive.setTableType(TableType.EXTERNAL_TABLE.name());
        hive.setPartitionKeys(fields(table.partitions()));
        hive.setSd(storage);
        hive.setParameters(new HashMap<>(Map.of("EXTERNAL", "TRUE", COMMENT, table.comment())));
        hive.setOwner(System.getProperty("user.name"));
        return hive;
    }

    private static <R> List<FieldSchema> fields(List<Column<R>> columns) {
        List<FieldSchema> fields = new ArrayList<>();
        for (Column<R> column : columns) {
            fields.add(new FieldSchema(column.name(), column.type().hiveName(), column.comment()));
        }
        return fields;
    }

    private void checkColumns(Table found, TableDefinition<?> table)
            throws UnusableTablesException {
        String name = nameOf(table.name());
        if (TableType.VIRTUAL_VIEW.name().equals(found.getTableType())) {
            throw new UnusableTablesException(
                    name + " is a view, it must be a table" + ANOTHER_DATABASE);
        }
        checkFields(name, "column", fields(table.columns()), found.getSd().getCols());
        checkFields(
                name,
                "partition column",
                fields(table.partitions()),
                found.getPartitionKeys() == null ? List.of() : found.getPartitionKeys());
    }

    private void check(Table found, TableDefinition<?> table) throws UnusableTablesException {
        checkColumns(found, table);
        if (!settings.format().inputFormat().equals(found.getSd().getInputFormat())) {
            throw new UnusableTablesException(
                    nameOf(table.name())
                            + " has the input format "
                            + found.getSd().getInputFormat()
                            + ", it must be "
                            + settings.format().inputFormat()
                            + " since hive.format is "
                            + settings.format().name().toLowerCase(Locale.ROOT));
        }
    }

    private static void checkFields(
            String table, String what, List<FieldSchema> wanted, List<FieldSchema> found)
            throws UnusableTablesException {
        for (int i = 0; i < Math.max(wanted.size(), found.size()); i++) {
            String is = i < found.size() ? describe(found.get(i)) : "absent";
            String must = i < wanted.size() ? describe(wanted.get(i)) : "absent";
            if (!is.equals(must)) {
                throw new UnusableTablesException(
                        table
                                + ": "
                                + what
                                + " "
                                + (i + 1)
                                + " is "
                                + is
                                + ", it must be "
                                + must
                                + ANOTHER_DATABASE);
            }
        }
    }

    private static String describe(FieldSchema field) {
        return field.getName() + " " + field.getType().toLowerCase(Locale.ROOT);
    }

    private void view(LatestView view) throws TException, UnusableTablesException {
        Table wanted = viewOf(view);
        Table found = find(view.name());
        if (found == null) {
            try {
                client.createTable(wanted);
            } catch (AlreadyExistsException e) {
                // Another job was quicker.
            }
            return;
        }
        checkView(found, view);
        if (!wanted.getViewExpandedText().equals(found.getViewExpandedText())) {
            // It holds no data, so an older one is simply replaced.
            client.alter_table(settings.database(), view.name(), wanted);
        }
    }

    private void checkView(Table found, LatestView view) throws UnusableTablesException {
        if (!TableType.VIRTUAL_VIEW.name().equals(found.getTableType())) {
            throw new UnusableTablesException(
                    nameOf(view.name()) + " is a table, it must be a view" + ANOTHER_DATABASE);
        }
    }

    private Table viewOf(LatestView view) {
        StorageDescriptor storage = new StorageDescriptor();
        storage.setCols(fields(List.copyOf(view.table().all())));
        // What Hive itself notes of views; nobody reads it.
        storage.setInputFormat("org.apache.hadoop.mapred.SequenceFileInputFormat");
        storage.setOutputFormat("org.apache.hadoop.hive.ql.io.HiveSequenceFileOutputFormat");
        storage.setSerdeInfo(new SerDeInfo(null, null, Map.of()));
        String query = view.query(settings.database());
        Table hive = new Table();
        hive.setDbName(settings.database());
        hive.setTableName(view.name());
        hive.setTableType(TableType.VIRTUAL_VIEW.name());
        hive.setPartitionKeys(List.of());
        hive.setSd(storage);
        hive.setViewOriginalText(query);
        hive.setViewExpandedText(query);
        hive.setParameters(new HashMap<>(Map.of(COMMENT, view.comment())));
        hive.setOwner(System.getProperty("user.name"));
        return hive;
    }

    @Override
    public void close() {
        client.close();
    }
}
