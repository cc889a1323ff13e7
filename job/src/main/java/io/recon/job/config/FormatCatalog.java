package io.recon.job.config;

import io.recon.connectors.bill.format.BillConverter;
import io.recon.connectors.config.NearestName;
import io.recon.connectors.config.Quoted;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The formats that a channel may name: the built-in ones, and templates beside the file. */
final class FormatCatalog {
    private static final int LARGEST_TEMPLATE_BYTES = 1 << 20;
    private static final int MOST_TEMPLATES_NAMED = 100;
    private static final String SUFFIX = ".yaml";

    private final Set<String> builtIn;
    private final Path directory;

    /**
     * @param directory the directory of templates, as messages call it; need not exist
     */
    FormatCatalog(Set<String> builtIn, Path directory) {
        this.builtIn = Set.copyOf(builtIn);
        this.directory = directory;
    }

    /** The names of the formats on the class path. */
    static Set<String> builtInNames() {
        return ServiceLoader.load(BillConverter.class).stream()
                .map(provider -> provider.get().format())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The template of a format; empty if the format is built in.
     *
     * @throws BadValueException if there is no such format, or its template cannot be read
     */
    Optional<FormatTemplate> template(String format) throws BadValueException {
        // Only names become paths: "../x" finds nothing.
        boolean isName = Scalars.NAME.matcher(format).matches();
        boolean described = isName && Files.exists(fileOf(format));
        if (builtIn.contains(format)) {
            if (described) {
                throw new BadValueException(
                        "is both built in and described by a template",
                        "; give " + shown(format) + " another name");
            }
            return Optional.empty();
        }
        if (isName && !described) {
            checkAbsent(fileOf(format));
        }
        if (!described) {
            throw unknown(format);
        }
        try {
            String text = BoundedFile.read(fileOf(format), LARGEST_TEMPLATE_BYTES);
            return Optional.of(new FormatTemplate(shown(format), text));
        } catch (BoundedFile.NotUtf8Exception e) {
            throw new BadValueException(
                    "is described by a template that is not UTF-8",
                    ": " + shown(format) + ", line " + e.line());
        } catch (IOException e) {
            throw new BadValueException(
                    "is described by a template that " + BoundedFile.reason(e),
                    ": " + shown(format));
        }
    }

    /** A template behind a directory that may not be searched is not known to be absent. */
    private static void checkAbsent(Path file) throws BadValueException {
        try {
            Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return;
        } catch (IOException e) {
            throw new BadValueException(
                    "is not built in, and its template " + BoundedFile.reason(e),
                    ": " + shown(file));
        }
    }

    private BadValueException unknown(String format) {
        Set<String> known = new TreeSet<>(builtIn);
        known.addAll(templateNames());
        return new BadValueException(
                "is no format: neither built in nor a template in " + shown(directory),
                NearestName.near(format, known)
                                .map(nearest -> "; did you mean \"" + nearest + "\"?")
                                .orElse("")
                        + (known.isEmpty() ? "" : "; known are " + String.join(", ", known)));
    }

    private Set<String> templateNames() {
        Set<String> names = new TreeSet<>();
        if (!Files.isDirectory(directory)) {
            return names;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : files) {
                String fileName = file.getFileName().toString();
                String name = fileName.substring(0, fileName.length() - SUFFIX.length());
                if (Scalars.NAME.matcher(name).matches()) {
                    names.add(name);
                }
                if (names.size() >= MOST_TEMPLATES_NAMED) {
                    break;
                }
            }
        } catch (IOException e) {
            // Only the hint is poorer for it; the unknown format itself is told.
            return names;
        }
        return names;
    }

    private Path fileOf(String format) {
        return directory.resolve(format + SUFFIX);
    }

    private String shown(String format) {
        return shown(fileOf(format));
    }

    private static String shown(Path path) {
        return Quoted.plain(path.toString(), 300);
    }
}
