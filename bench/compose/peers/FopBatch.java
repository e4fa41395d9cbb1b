import java.io.*;
import java.nio.file.*;
import java.util.*;
import javax.xml.parsers.SAXParserFactory;
import org.apache.fop.apps.*;

/** Formats all .fo files of a folder in one process; the first ones warm up, the rest are timed. */
public class FopBatch {
    public static void main(String[] arguments) throws Exception {
        File folder = new File(arguments[0]);
        int warmUp = Integer.parseInt(arguments[1]);
        FopFactory factory = FopFactory.newInstance(new File(folder, "fop.xconf"));
        SAXParserFactory parsers = SAXParserFactory.newInstance();
        parsers.setNamespaceAware(true);
        File[] files = folder.listFiles((directory, name) -> name.endsWith(".fo"));
        Arrays.sort(files);
        long bytes = 0;
        long start = 0;
        for (int i = 0; i < files.length; i++) {
            if (i == warmUp) {
                start = System.nanoTime();
                bytes = 0;
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Fop fop = factory.newFop(MimeConstants.MIME_PDF, factory.newFOUserAgent(), out);
            parsers.newSAXParser().parse(files[i], fop.getDefaultHandler());
            bytes += out.size();
            if (i == 0) Files.write(folder.toPath().resolve("out/00000.pdf"), out.toByteArray());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        String version = org.apache.fop.Version.getVersion();
        System.out.println("{\"version\":\"" + version + "\",\"documents\":" + (files.length - warmUp) + ",\"seconds\":" + seconds + ",\"bytes\":" + bytes + "}");
    }
}
