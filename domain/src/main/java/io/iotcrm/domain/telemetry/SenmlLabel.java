package io.iotcrm.domain.telemetry;

import java.util.HashMap;
import java.util.Map;

/** The fields of a SenML record (RFC 8428, table 4), by their JSON name and their CBOR number. */
enum SenmlLabel {
  BASE_VERSION("bver", -1),
  BASE_NAME("bn", -2),
  BASE_TIME("bt", -3),
  BASE_UNIT("bu", -4),
  BASE_VALUE("bv", -5),
  BASE_SUM("bs", -6),
  NAME("n", 0),
  UNIT("u", 1),
  VALUE("v", 2),
  STRING_VALUE("vs", 3),
  BOOLEAN_VALUE("vb", 4),
  SUM("s", 5),
  TIME("t", 6),
  UPDATE_TIME("ut", 7),
  DATA_VALUE("vd", 8);

  private static final Map<String, SenmlLabel> BY_NAME = new HashMap<>();
  private static final Map<String, SenmlLabel> BY_NUMBER = new HashMap<>();

  static {
    for (SenmlLabel label : values()) {
      BY_NAME.put(label.json, label);
      BY_NUMBER.put(Integer.toString(label.cbor), label);
    }
  }

  private final String json;
  private final int cbor;

  SenmlLabel(String json, int cbor) {
    this.json = json;
    this.cbor = cbor;
  }

  /** The label that goes by this name, or null: {@code "bn"} in JSON, {@code "-2"} in CBOR. */
  static SenmlLabel of(String fieldName, boolean inCbor) {
    return (inCbor ? BY_NUMBER : BY_NAME).get(fieldName);
  }

  int cbor() {
    return cbor;
  }

  @Override
  public String toString() {
    return json;
  }
}
