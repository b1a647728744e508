package io.iotcrm.domain.telemetry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The readings of a series over some time as one piece of bytes. Stateless and thread-safe. */
public final class ChunkCodec {
  /** The most readings that one piece takes. */
  public static final int MAX_READINGS = 10_000;

  private ChunkCodec() {}

  /**
   * @param data 1 to {@link #MAX_READINGS} readings
   */
  public static byte[] encode(SeriesData data) {
    int size = data.size();
    if (size < 1 || size > MAX_READINGS) {
      throw new IllegalArgumentException("a chunk of " + size + " readings");
    }
    ColumnWriter out = new ColumnWriter();
    out.writeVarint(size);
    IntegerColumn.write(out, data.times());
    int textCount = writeKinds(out, data.texts());
    if (textCount < size) {
      NumberColumn.write(out, numbers(data, size - textCount));
    }
    if (textCount > 0) {
      writeTexts(out, data.texts(), textCount);
    }
    return ColumnEnvelope.wrap(out.toBytes());
  }

  /** How many texts there are and, where there are numbers too, which ones. */
  private static int writeKinds(ColumnWriter out, String[] texts) {
    if (texts == null) {
      out.writeVarint(0);
      return 0;
    }
    int count = (int) Arrays.stream(texts).filter(text -> text != null).count();
    out.writeVarint(count);
    if (count > 0 && count < texts.length) {
      for (String text : texts) {
        out.writeBits(text == null ? 0 : 1, 1);
      }
      out.alignBits();
    }
    return count;
  }

  private static double[] numbers(SeriesData data, int count) {
    if (count == data.size()) {
      return data.numbers();
    }
    double[] numbers = new double[count];
    int next = 0;
    for (int i = 0; i < data.size(); i++) {
      if (data.texts()[i] == null) {
        numbers[next++] = data.numbers()[i];
      }
    }
    return numbers;
  }

  private static void writeTexts(ColumnWriter out, String[] texts, int count) {
    Map<String, Integer> words = new LinkedHashMap<>();
    long[] used = new long[count];
    int next = 0;
    for (String text : texts) {
      if (text != null) {
        Integer known = words.putIfAbsent(text, words.size());
        used[next++] = known == null ? words.size() - 1L : known;
      }
    }
    out.writeVarint(words.size());
    for (String word : words.keySet()) {
      byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
      out.writeVarint(utf8.length);
      out.writeBytes(utf8);
    }
    IntegerColumn.write(out, used);
  }

  /**
   * @throws IllegalStateException for bytes that were damaged or written by a later version
   */
  public static SeriesData decode(byte[] chunk) {
    ColumnReader in = ColumnEnvelope.unwrap(chunk);
    int size = in.readCount(MAX_READINGS);
    long[] times = IntegerColumn.read(in, size);
    int textCount = in.readCount(size);
    boolean[] isText = new boolean[size];
    if (textCount > 0 && textCount < size) {
      for (int i = 0; i < size; i++) {
        isText[i] = in.readBits(1) == 1;
      }
      in.alignBits();
    } else {
      Arrays.fill(isText, textCount > 0);
    }
    double[] numbers = textCount < size ? NumberColumn.read(in, size - textCount) : new double[0];
    if (textCount == 0) {
      return new SeriesData(times, numbers, null);
    }
    return mixed(times, isText, numbers, readTexts(in, textCount));
  }

  private static List<String> readTexts(ColumnReader in, int count) {
    int size = in.readCount(count);
    List<String> words = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      int length = in.readCount(Reading.MAX_TEXT * 4);
      words.add(new String(in.readBytes(length), StandardCharsets.UTF_8));
    }
    List<String> texts = new ArrayList<>(count);
    for (long number : IntegerColumn.read(in, count)) {
      if (number < 0 || number >= size) {
        throw new IllegalStateException("word " + number + " of " + size);
      }
      texts.add(words.get((int) number));
    }
    return texts;
  }

  private static SeriesData mixed(
      long[] times, boolean[] isText, double[] numbers, List<String> texts) {
    SeriesBuilder data = new SeriesBuilder(times.length);
    int nextNumber = 0;
    int nextText = 0;
    for (int i = 0; i < times.length; i++) {
      if (isText[i]) {
        data.add(times[i], Double.NaN, texts.get(nextText++));
      } else {
        data.add(times[i], numbers[nextNumber++], null);
      }
    }
    return data.build();
  }
}
