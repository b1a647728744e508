package io.iotcrm.ejb.transfer.table;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What the sheets of a workbook share.
 *
 * @param sheets the parts with the sheets, in their order
 * @param texts that cells name by number
 * @param dates the styles of cells whose numbers are dates
 */
record XlsxBook(List<String> sheets, List<String> texts, Set<Integer> dates) {
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

  /** A compressed part of little bytes must not fill the memory. */
  private static final long MAX_TEXT = 64L << 20;

  private static final long MAX_SHEET = 4L << 30;
  private static final XMLInputFactory XML = factory();

  /** The platform's own, and nothing outside of the file is ever read. */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  static XlsxBook read(ZipFile zip) throws IOException {
    try {
      Map<String, String> targets = new HashMap<>();
      XMLStreamReader xml = open(zip, "xl/_rels/workbook.xml.rels");
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT
            && xml.getLocalName().equals("Relationship")) {
          String target = xml.getAttributeValue(null, "Target");
          targets.put(
              xml.getAttributeValue(null, "Id"),
              target.startsWith("/") ? target.substring(1) : "xl/" + target);
        }
      }
      List<String> sheets = new ArrayList<>();
      xml = open(zip, "xl/workbook.xml");
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("sheet")) {
          String target = targets.get(xml.getAttributeValue(RELATIONS, "id"));
          if (target != null && zip.getEntry(target) != null) {
            sheets.add(target);
          }
        }
      }
      return new XlsxBook(sheets, texts(zip), dates(zip));
    } catch (XMLStreamException | RuntimeException e) {
      throw new UnreadableTableException("is no workbook (XLSX)", e);
    }
  }

  private static List<String> texts(ZipFile zip) throws IOException, XMLStreamException {
    List<String> texts = new ArrayList<>();
    if (zip.getEntry("xl/sharedStrings.xml") == null) {
      return texts;
    }
    XMLStreamReader xml = open(zip, "xl/sharedStrings.xml");
    StringBuilder text = new StringBuilder();
    boolean spoken = false; // rPh: how it is pronounced
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        switch (xml.getLocalName()) {
          case "si" -> text.setLength(0);
          case "rPh" -> spoken = true;
          case "t" -> text.append(spoken ? "" : xml.getElementText());
          default -> {}
        }
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        if (xml.getLocalName().equals("si")) {
          texts.add(text.toString());
        } else if (xml.getLocalName().equals("rPh")) {
          spoken = false;
        }
      }
    }
    return texts;
  }

  private static Set<Integer> dates(ZipFile zip) throws IOException, XMLStreamException {
    Set<Integer> dates = new HashSet<>();
    if (zip.getEntry("xl/styles.xml") == null) {
      return dates;
    }
    Map<Integer, String> formats = new HashMap<>();
    boolean cells = false;
    int style = 0;
    XMLStreamReader xml = open(zip, "xl/styles.xml");
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("cellXfs")) {
        cells = false;
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        String name = xml.getLocalName();
        if (name.equals("numFmt")) {
          formats.put(number(xml, "numFmtId"), xml.getAttributeValue(null, "formatCode"));
        } else if (name.equals("cellXfs")) {
          cells = true;
        } else if (cells && name.equals("xf")) {
          int format = number(xml, "numFmtId");
          if (isDate(format, formats.get(format))) {
            dates.add(style);
          }
          style++;
        }
      }
    }
    return dates;
  }

  private static int number(XMLStreamReader xml, String attribute) {
    String text = xml.getAttributeValue(null, attribute);
    return text == null ? 0 : Integer.parseInt(text);
  }

  /** The numbers that every workbook knows, or a format that shows a year, a day or an hour. */
  private static boolean isDate(int number, String format) {
    if (format == null) {
      return number >= 14 && number <= 22 || number >= 45 && number <= 47;
    }
    String bare = format.replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.", "").toLowerCase();
    return bare.matches("(?s).*[ydhs].*");
  }

  static XMLStreamReader open(ZipFile zip, String part) throws IOException, XMLStreamException {
    ZipEntry entry = zip.getEntry(part);
    if (entry == null) {
      throw new UnreadableTableException("is no workbook (XLSX): it has no " + part);
    }
    long most = part.startsWith("xl/worksheets/") ? MAX_SHEET : MAX_TEXT;
    return XML.createXMLStreamReader(new Bounded(zip.getInputStream(entry), most));
  }

  /** Ends with an error where there is more than there may be. */
  private static final class Bounded extends FilterInputStream {
    private long left;

    Bounded(InputStream in, long most) {
      super(in);
      left = most;
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count(Math.max(0, read));
      return read;
    }

    private void count(int read) throws IOException {
      left -= read;
      if (left < 0) {
        throw new UnreadableTableException("has a part that is too large when it is unpacked");
      }
    }
  }
}
