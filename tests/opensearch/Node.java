import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.opensearch.Version;
import org.opensearch.analysis.common.CommonAnalysisModulePlugin;
import org.opensearch.common.logging.LogConfigurator;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.mapper.MapperExtrasModulePlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.painless.PainlessModulePlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.transport.Netty4ModulePlugin;

/** One node of a cluster for tests, on loopback, with its modules from the class path.
 *
 *  java -cp … Node FOLDER NUMBER COUNT HTTP TRANSPORT: node NUMBER of COUNT; its ports are the two first ones
 *  plus NUMBER. -Dfonds.plugins and -Dfonds.settings (KEY=VALUE;…) add to it. It stops on SIGTERM, and dies with an exit code when it cannot start. */
final class Node extends org.opensearch.node.Node {
    private static final List<Class<? extends Plugin>> MODULES = List.of(
        Netty4ModulePlugin.class, CommonAnalysisModulePlugin.class, PainlessModulePlugin.class,
        MapperExtrasModulePlugin.class);

    private Node(Settings settings, Path folder, String name) {
        super(InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), folder.resolve("config"), () -> name),
            Stream.concat(MODULES.stream(), plugins()).map(Node::described).toList(), false);
    }

    /** The classes that -Dfonds.plugins names beside the modules. */
    private static Stream<Class<? extends Plugin>> plugins() {
        return Stream.of(System.getProperty("fonds.plugins", "").split(",")).filter(name -> !name.isEmpty())
            .map(Node::found);
    }

    private static Class<? extends Plugin> found(String name) {
        try {
            return Class.forName(name).asSubclass(Plugin.class);
        } catch (ClassNotFoundException error) {
            throw new IllegalStateException(error);
        }
    }

    private static PluginInfo described(Class<? extends Plugin> module) {
        String name = module.getName();
        return new PluginInfo(name, "", "", Version.CURRENT, "21", name, null, List.of(), false);
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]).toAbsolutePath();
        int[] numbers = IntStream.range(1, 5).map(at -> Integer.parseInt(arguments[at])).toArray();
        String name = "node-" + numbers[0];
        LogConfigurator.setNodeName(name);
        try {
            Node node = new Node(settings(folder, name, numbers[0], numbers[1], numbers[2], numbers[3]), folder, name);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
            node.start();
        } catch (Throwable error) {
            error.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
        Thread.currentThread().join();
    }

    private static Settings settings(Path folder, String name, int number, int count, int http, int transport) {
        Settings.Builder settings = Settings.builder()
            .put("path.home", folder).put("cluster.name", "fonds-tests").put("node.name", name)
            .put("network.host", "127.0.0.1").put("http.port", http + number).put("transport.port", transport + number)
            .put("action.auto_create_index", false)
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .put("node.store.allow_mmap", false);  // the system's limit on maps stays as it is
        for (String each : System.getProperty("fonds.settings", "").split(";"))
            if (!each.isEmpty()) settings.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
        if (count == 1) return settings.put("discovery.type", "single-node").build();
        return settings
            .putList("discovery.seed_hosts", each(count, "127.0.0.1:", transport))
            .putList("cluster.initial_cluster_manager_nodes", each(count, "node-", 0))
            .put("cluster.fault_detection.leader_check.interval", "500ms")
            .put("cluster.fault_detection.follower_check.interval", "500ms")
            .build();
    }

    private static List<String> each(int count, String before, int first) {
        return IntStream.range(0, count).mapToObj(number -> before + (first + number)).toList();
    }

    private static void close(Node node) {
        try {
            node.close();
        } catch (Exception error) {
            error.printStackTrace();
        }
    }
}
