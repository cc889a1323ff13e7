package io.recon.local.metastore;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.metastore.HiveMetaStore;
import org.apache.hadoop.hive.metastore.RetryingHMSHandler;
import org.apache.hadoop.hive.metastore.TSetIpAddressProcessor;
import org.apache.hadoop.hive.metastore.conf.MetastoreConf;
import org.apache.hadoop.hive.metastore.conf.MetastoreConf.ConfVars;
import org.apache.hadoop.hive.metastore.events.EventCleanerTask;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.server.TServer;
import org.apache.thrift.server.TThreadPoolServer;
import org.apache.thrift.transport.TServerSocket;
import org.apache.thrift.transport.TTransportFactory;

/**
 * A Hive metastore over an embedded Derby database, for one machine.
 *
 * <p>Hive's own main class listens on every address of the machine and asks nobody for a password,
 * so the server around Hive's handler is ours: it listens on the loopback address alone.
 */
public final class MetastoreMain {
    private static final int LEAST_THREADS = 4;

    private MetastoreMain() {}

    /**
     * Serves until the JVM ends.
     *
     * @param arguments the port, and the directory that holds the database and the warehouse
     */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        Path directory = Files.createDirectories(Path.of(arguments[1])).toRealPath();
        System.setProperty("derby.stream.error.file", directory.resolve("derby.log").toString());
        DerbySchema database = new DerbySchema(directory.resolve("database"));
        database.createIfAbsent();
        serve(configuration(database, directory.resolve("warehouse")), port);
    }

    private static Configuration configuration(DerbySchema database, Path warehouse) {
        Configuration configuration = MetastoreConf.newMetastoreConf();
        MetastoreConf.setVar(configuration, ConfVars.CONNECT_URL_KEY, database.url());
        MetastoreConf.setVar(configuration, ConfVars.CONNECTION_DRIVER, DerbySchema.DRIVER);
        MetastoreConf.setVar(configuration, ConfVars.CONNECTION_USER_NAME, DerbySchema.USER);
        MetastoreConf.setVar(configuration, ConfVars.PWD, DerbySchema.PASSWORD);
        MetastoreConf.setVar(configuration, ConfVars.WAREHOUSE, warehouse.toUri().toString());
        MetastoreConf.setBoolVar(configuration, ConfVars.AUTO_CREATE_ALL, false);
        MetastoreConf.setBoolVar(configuration, ConfVars.SCHEMA_VERIFICATION, true);
        // The defaults of both are classes of hive-exec, which is not here.
        MetastoreConf.setVar(
                configuration,
                ConfVars.EXPRESSION_PROXY_CLASS,
                "org.apache.hadoop.hive.metastore.DefaultPartitionExpressionProxy");
        MetastoreConf.setVar(
                configuration, ConfVars.TASK_THREADS_ALWAYS, EventCleanerTask.class.getName());
        // Else the metastore asks Hadoop's proxy-user settings, which a single machine has not.
        MetastoreConf.setBoolVar(configuration, ConfVars.EVENT_DB_NOTIFICATION_API_AUTH, false);
        return configuration;
    }

    private static void serve(Configuration configuration, int port) throws Exception {
        HiveMetaStore.HMSHandler handler =
                new HiveMetaStore.HMSHandler("recon", configuration, false);
        TServerSocket socket =
                new TServerSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        TServer server =
                new TThreadPoolServer(
                        new TThreadPoolServer.Args(socket)
                                .processor(
                                        new TSetIpAddressProcessor<>(
                                                RetryingHMSHandler.getProxy(
                                                        configuration, handler, false)))
                                .transportFactory(new TTransportFactory())
                                .protocolFactory(new TBinaryProtocol.Factory())
                                .minWorkerThreads(LEAST_THREADS));
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "metastore-stop"));
        server.serve();
    }
}
