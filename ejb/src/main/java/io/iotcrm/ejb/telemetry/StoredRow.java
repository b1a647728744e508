package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.telemetry.Reading;
import java.util.Comparator;

/** A reading as it goes into the table. */
record StoredRow(int deviceNo, int keyNo, long atMillis, Double number, String text) {

  /** The order of the primary key: writers that meet on the same rows cannot deadlock. */
  static final Comparator<StoredRow> BY_KEY =
      Comparator.comparingInt(StoredRow::deviceNo)
          .thenComparingInt(StoredRow::keyNo)
          .thenComparingLong(StoredRow::atMillis);

  static StoredRow of(int deviceNo, int keyNo, Reading reading) {
    return new StoredRow(
        deviceNo, keyNo, reading.at().toEpochMilli(), reading.number(), reading.text());
  }
}
