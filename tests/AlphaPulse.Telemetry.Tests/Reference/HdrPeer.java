import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.Deflater;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;

/**
 * The Java reference behind a pipe: a request a line on standard input, its answer a line on standard output.
 *
 *   make LO HI DIGITS VALUE:COUNT...      the histogram of these values, compressed V2
 *   old VERSION WORD LO HI DIGITS VALUE:COUNT...   the same in V0 or V1, made by this program, for no reference writes it any more
 *   tell BASE64                         what the reference makes of a histogram: total, min, max, mean, deviation, percentiles
 *   hgrm UNIT csv|text BASE64           its percentile distribution, in base64
 *   log FILE START_MS TAG|- BASE64...     writes a log with an interval of a second for each of the histograms
 *   read FILE                           reads a log: count, then tag:start_ms:end_ms:total of each interval
 */
public final class HdrPeer {
    private static final double[] PERCENTILES = {0, 0.01, 1, 25, 50, 75, 90, 99, 99.9, 99.99, 99.999, 100};

    public static void main(String[] arguments) throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, "US-ASCII"));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String answer;
            try {
                answer = answer(line.split(" "));
            } catch (Exception exception) {
                answer = "error " + exception.toString().replace('\n', ' ');
            }
            System.out.println(answer);
            System.out.flush();
        }
    }

    private static String answer(String[] words) throws Exception {
        switch (words[0]) {
            case "make":
                return encode(record(words, 1));
            case "old":
                return old(Integer.parseInt(words[1]), Integer.parseInt(words[2]), record(words, 3));
            case "tell":
                return tell(decode(words[1]));
            case "hgrm":
                return distribution(Double.parseDouble(words[1]), words[2].equals("csv"), decode(words[3]));
            case "log":
                return log(words);
            case "read":
                return read(words[1]);
            default:
                return "error " + words[0];
        }
    }

    private static Histogram record(String[] words, int at) {
        Histogram histogram = new Histogram(Long.parseLong(words[at]), Long.parseLong(words[at + 1]), Integer.parseInt(words[at + 2]));
        for (int i = at + 3; i < words.length; i++) {
            String[] pair = words[i].split(":");
            histogram.recordValueWithCount(Long.parseLong(pair[0]), Long.parseLong(pair[1]));
        }
        return histogram;
    }

    private static String encode(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        byte[] bytes = new byte[length];
        System.arraycopy(buffer.array(), 0, bytes, 0, length);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Histogram decode(String text) throws Exception {
        return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
    }

    private static String old(int version, int wordBytes, Histogram histogram) {
        int used = 1;
        int index = 0;
        long[] counts = new long[1 << 20];
        for (long value = 0; index < counts.length && value >= 0 && value <= histogram.getHighestTrackableValue(); value = histogram.nextNonEquivalentValue(value)) {
            counts[index] = histogram.getCountAtValue(value);
            index++;
            if (counts[index - 1] != 0) {
                used = index;
            }
        }
        ByteBuffer plain = ByteBuffer.allocate(40 + used * wordBytes);
        plain.putInt((version == 0 ? 0x1c849308 : 0x1c849301) | wordBytes << 4);
        if (version == 1) {
            plain.putInt(used * wordBytes).putInt(0);
        }
        plain.putInt(histogram.getNumberOfSignificantValueDigits());
        plain.putLong(histogram.getLowestDiscernibleValue());
        plain.putLong(histogram.getHighestTrackableValue());
        if (version == 1) {
            plain.putDouble(1.0);
        } else {
            plain.putLong(histogram.getTotalCount());
        }
        for (int i = 0; i < used; i++) {
            switch (wordBytes) {
                case 2: plain.putShort((short) counts[i]); break;
                case 4: plain.putInt((int) counts[i]); break;
                default: plain.putLong(counts[i]);
            }
        }
        Deflater deflater = new Deflater();
        deflater.setInput(plain.array(), 0, plain.position());
        deflater.finish();
        byte[] packed = new byte[plain.position() + 1000];
        int length = deflater.deflate(packed);
        ByteBuffer whole = ByteBuffer.allocate(8 + length);
        whole.putInt((version == 0 ? 0x1c849309 : 0x1c849302) | wordBytes << 4).putInt(length).put(packed, 0, length);
        return Base64.getEncoder().encodeToString(whole.array());
    }

    private static String tell(Histogram histogram) {
        StringBuilder text = new StringBuilder();
        text.append(histogram.getTotalCount()).append(' ').append(histogram.getMinValue()).append(' ').append(histogram.getMaxValue());
        text.append(' ').append(Double.doubleToLongBits(histogram.getMean())).append(' ').append(Double.doubleToLongBits(histogram.getStdDeviation()));
        for (double percentile : PERCENTILES) {
            text.append(' ').append(histogram.getValueAtPercentile(percentile));
        }
        return text.toString();
    }

    private static String distribution(double unit, boolean csv, Histogram histogram) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(bytes, false, "US-ASCII");
        histogram.outputPercentileDistribution(stream, 5, unit, csv);
        stream.flush();
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static String log(String[] words) throws Exception {
        long startMs = Long.parseLong(words[2]);
        HistogramLogWriter writer = new HistogramLogWriter(new File(words[1]));
        writer.outputComment("[Written by the reference]");
        writer.outputLogFormatVersion();
        writer.outputStartTime(startMs);
        writer.setBaseTime(startMs);
        writer.outputLegend();
        for (int i = 4; i < words.length; i++) {
            Histogram histogram = decode(words[i]);
            histogram.setStartTimeStamp(startMs + (i - 4) * 1000L);
            histogram.setEndTimeStamp(startMs + (i - 3) * 1000L);
            if (!words[3].equals("-") && i % 2 == 1) {
                histogram.setTag(words[3]);
            }
            writer.outputIntervalHistogram(histogram);
        }
        writer.close();
        return "done";
    }

    private static String read(String path) throws Exception {
        HistogramLogReader reader = new HistogramLogReader(new File(path));
        StringBuilder text = new StringBuilder();
        int count = 0;
        for (EncodableHistogram next = reader.nextIntervalHistogram(); next != null; next = reader.nextIntervalHistogram()) {
            Histogram histogram = (Histogram) next;
            text.append(' ').append(histogram.getTag()).append(':').append(histogram.getStartTimeStamp()).append(':').append(histogram.getEndTimeStamp()).append(':').append(histogram.getTotalCount());
            count++;
        }
        return count + text.toString();
    }
}
