package io.iotcrm.ejb.telemetry;

/** A series as the telemetry tables know it. */
record SeriesNo(int deviceNo, int keyNo) {}
