package io.recon.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The project's classes anew, one of them with a bug; what is not the project's is that of
 * everyone. Nothing is written to disk.
 */
final class MutatedClasses extends ClassLoader {
    private final Map<String, byte[]> mutated;

    private MutatedClasses(Map<String, byte[]> mutated, ClassLoader others) {
        super(others);
        this.mutated = mutated;
    }

    /** Compiles a mutant against the class path of the tests. */
    static MutatedClasses of(Mutant mutant) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        Map<String, ByteArrayOutputStream> compiled = new HashMap<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean done =
                    compiler.getTask(
                                    messages,
                                    new IntoMemory(files, compiled),
                                    null,
                                    List.of("-nowarn", "-proc:none", "--release", "17"),
                                    null,
                                    List.of(new Source(mutant)))
                            .call();
            if (!done) {
                throw new AssertionError("mutant " + mutant.name() + ": " + messages);
            }
        }
        Map<String, byte[]> mutated = new HashMap<>();
        compiled.forEach((name, bytes) -> mutated.put(name, bytes.toByteArray()));
        return new MutatedClasses(mutated, MutatedClasses.class.getClassLoader());
    }

    /** The first seed that goes wrong with the bug; null if none does. */
    String firstWrong(Mutant mutant) throws ReflectiveOperationException {
        return (String)
                loadClass(Simulation.class.getName())
                        .getMethod("firstWrong", String.class, long.class, long.class)
                        .invoke(null, mutant.backend().name(), 0L, (long) mutant.seeds());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("io.recon.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] bytes = mutated.containsKey(name) ? mutated.get(name) : original(name);
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    private byte[] original(String name) throws ClassNotFoundException {
        String resource = name.replace('.', '/') + ".class";
        try (InputStream stream = getParent().getResourceAsStream(resource)) {
            if (stream == null) {
                throw new ClassNotFoundException(name);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(Mutant mutant) throws IOException {
            super(
                    URI.create("mutant:///" + mutant.className().replace('.', '/') + ".java"),
                    Kind.SOURCE);
            text = mutant.source();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class IntoMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> compiled;

        IntoMemory(JavaFileManager files, Map<String, ByteArrayOutputStream> compiled) {
            super(files);
            this.compiled = compiled;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mutant:///" + name), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    compiled.put(name, bytes);
                    return bytes;
                }
            };
        }
    }
}
