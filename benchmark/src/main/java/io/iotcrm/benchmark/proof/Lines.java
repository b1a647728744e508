package io.iotcrm.benchmark.proof;

import io.iotcrm.benchmark.api.HostPort;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Every stretch of network that can be cut and slowed down.
 *
 * @param devices between the devices and the broker
 * @param edge between the edge connector and the broker
 * @param registry between the edge connector and the instances' API
 * @param broker between the instances and the broker
 * @param database between the instances and the database
 * @param brokersDatabase between the broker and the database
 * @param grid between each two instances
 */
record Lines(
    Line devices,
    Line edge,
    Line registry,
    Line broker,
    Line database,
    Line brokersDatabase,
    Line grid)
    implements Closeable {

  /**
   * @param mqtt the broker's port for devices and edges
   * @param core the broker's port for instances
   * @param instances their API
   * @param members their ports for each other
   */
  static Lines to(
      HostPort mqtt,
      HostPort core,
      HostPort database,
      List<HostPort> instances,
      List<HostPort> members)
      throws IOException {
    return new Lines(
        new Line("devices", List.of(mqtt)),
        new Line("edge", List.of(mqtt)),
        new Line("registry", instances),
        new Line("instances-broker", List.of(core)),
        new Line("instances-database", List.of(database)),
        new Line("broker-database", List.of(database)),
        new Line("instances", members));
  }

  List<Line> all() {
    return List.of(devices, edge, registry, broker, database, brokersDatabase, grid);
  }

  @Override
  public void close() throws IOException {
    for (Line line : all()) {
      line.close();
    }
  }
}
