package io.recon.local.metastore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The metastore's tables in a Derby database, made by Hive's own script. The script runs in one
 * transaction, so that a database has either all of them or none.
 */
final class DerbySchema {
    static final String DRIVER = "org.apache.derby.jdbc.EmbeddedDriver";
    static final String USER = "APP";
    static final String PASSWORD = "mine";

    private static final String SCRIPT = "/hive-schema-3.1.0.derby.sql";

    /** The script creates it among its last. */
    private static final String LAST_TABLE = "VERSION";

    private final Path directory;

    DerbySchema(Path directory) {
        this.directory = directory;
    }

    String url() {
        return "jdbc:derby:;databaseName=" + directory + ";create=true";
    }

    void createIfAbsent() throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(url(), USER, PASSWORD)) {
            try (ResultSet tables =
                    connection.getMetaData().getTables(null, USER, LAST_TABLE, null)) {
                if (tables.next()) {
                    return;
                }
            }
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements()) {
                    try {
                        statement.execute(sql);
                    } catch (SQLException e) {
                        throw new SQLException("the schema's script fails at: " + sql, e);
                    }
                }
            }
            connection.commit();
        }
    }

    private static List<String> statements() throws IOException {
        String script;
        try (InputStream stream = DerbySchema.class.getResourceAsStream(SCRIPT)) {
            if (stream == null) {
                throw new IOException(SCRIPT + " is not on the class path");
            }
            script = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        String sql =
                script.lines()
                        .filter(line -> !line.startsWith("--"))
                        .collect(Collectors.joining("\n"));
        List<String> statements = new ArrayList<>();
        for (String statement : sql.split(";\\s*(\n|$)", -1)) {
            if (!statement.isBlank()) {
                statements.add(statement.strip());
            }
        }
        return statements;
    }
}
