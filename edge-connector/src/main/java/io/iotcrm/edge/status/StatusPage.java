package io.iotcrm.edge.status;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.iotcrm.domain.rule.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The JSON of {@code /status}. docs/edge-connector.md explains each field. */
final class StatusPage {
  private static final JsonFactory JSON = new JsonFactory();

  private StatusPage() {}

  static String of(EdgeState state, StatusServer.Reports reports) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      state(out, state);
      counters(out, reports.counters());
      rejections(out, reports.rejections());
      unknownNames(out, reports.unknownNames());
      pipeline(out, reports.stages());
      rules(out, state, reports.counters());
      out.writeNumberField("registryDevices", state.registryDevices());
      time(out, "registryConfirmedAt", state.registryConfirmedAt());
      out.writeEndObject();
    }
    return text.toString();
  }

  private static void state(JsonGenerator out, EdgeState state) throws IOException {
    out.writeStringField("id", state.id());
    out.writeStringField("state", state.state());
    out.writeStringField("mqtt", connection(state.devicesConnected()));
    out.writeStringField("uplink", connection(state.uplinkConnected()));
    out.writeStringField("coap", state.coap());
    if (state.coaps() != null) {
      out.writeStringField("coaps", state.coaps());
    }
    out.writeNumberField("bufferedBatches", state.bufferedBatches());
    out.writeNumberField("bufferedBytes", state.bufferedBytes());
    time(out, "oldestBufferedAt", state.oldestStoredAt());
    out.writeNumberField("openIntervals", state.openIntervals());
  }

  private static void counters(JsonGenerator out, EdgeCounters counters) throws IOException {
    out.writeNumberField("received", counters.readingsReceived.sum());
    out.writeNumberField("forwarded", counters.readingsForwarded.sum());
    out.writeNumberField("duplicates", counters.duplicateReadings.sum());
    out.writeNumberField("droppedBatches", counters.batchesDropped.sum());
    out.writeNumberField("droppedBatchesForAge", counters.batchesDroppedForAge.sum());
    out.writeNumberField("droppedReadings", counters.readingsDropped.sum());
    out.writeNumberField("overQuota", counters.overQuota.sum());
    out.writeObjectFieldStart("rejected");
    for (Map.Entry<String, Long> rejected : counters.rejected().entrySet()) {
      out.writeNumberField(rejected.getKey(), rejected.getValue());
    }
    out.writeEndObject();
  }

  private static void rules(JsonGenerator out, EdgeState state, EdgeCounters counters)
      throws IOException {
    out.writeObjectFieldStart("rules");
    out.writeNumberField("running", counters.rules);
    out.writeNumberField("refused", counters.refusedRules);
    for (Map.Entry<Verdict, LongAdder> verdict : counters.verdicts.entrySet()) {
      out.writeNumberField(
          verdict.getKey().name().toLowerCase(Locale.ROOT), verdict.getValue().sum());
    }
    out.writeNumberField("raised", counters.ruleRaised.sum());
    out.writeNumberField("cleared", counters.ruleCleared.sum());
    out.writeNumberField("commands", counters.localCommands.sum());
    out.writeNumberField("waiting", state.ruleEventsWaiting());
    out.writeEndObject();
  }

  private static void rejections(JsonGenerator out, Rejections rejections) throws IOException {
    out.writeArrayFieldStart("recentRejections");
    for (Rejections.Rejection rejection : rejections.recent()) {
      out.writeStartObject();
      out.writeStringField("at", rejection.at().toString());
      out.writeStringField("device", rejection.device());
      out.writeStringField("reason", rejection.reason());
      out.writeStringField("detail", rejection.detail());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void unknownNames(JsonGenerator out, UnknownNames names) throws IOException {
    out.writeArrayFieldStart("unknownNames");
    for (UnknownNames.Unknown unknown : names.recent()) {
      out.writeStartObject();
      out.writeStringField("name", unknown.name());
      out.writeStringField("topic", unknown.topic());
      out.writeNumberField("messages", unknown.messages());
      out.writeStringField("lastAt", unknown.lastAt().toString());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void pipeline(JsonGenerator out, StageCounters stages) throws IOException {
    out.writeObjectFieldStart("pipeline");
    for (Map.Entry<String, Map<String, StageCounters.Totals>> profile :
        stages.totals().entrySet()) {
      out.writeObjectFieldStart(profile.getKey());
      for (Map.Entry<String, StageCounters.Totals> stage : profile.getValue().entrySet()) {
        out.writeObjectFieldStart(stage.getKey());
        out.writeNumberField("passed", stage.getValue().passed());
        out.writeNumberField("changed", stage.getValue().changed());
        out.writeNumberField("dropped", stage.getValue().dropped());
        out.writeEndObject();
      }
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private static void time(JsonGenerator out, String field, Instant time) throws IOException {
    if (time != null) {
      out.writeStringField(field, time.toString());
    }
  }

  private static String connection(boolean connected) {
    return connected ? "CONNECTED" : "DISCONNECTED";
  }
}
