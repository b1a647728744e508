package io.iotcrm.edge.coap;

import io.iotcrm.domain.telemetry.Reading;
import java.util.List;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.server.MessageDeliverer;
import org.eclipse.californium.core.server.ServerMessageDeliverer;
import org.eclipse.californium.core.server.resources.Resource;
import org.eclipse.californium.elements.config.Configuration;

/**
 * Finds the resource of a path under {@code v1/devices/ID}. A tree with a branch for each device
 * would cost memory for every id that a stranger makes up.
 */
public final class DeviceTree {
  private final CoapResource telemetry;
  private final CommandMailboxes commands;
  private final CoapResource result;

  public DeviceTree(CoapResource telemetry, CommandMailboxes commands, CoapResource result) {
    this.telemetry = telemetry;
    this.commands = commands;
    this.result = result;
  }

  MessageDeliverer deliverer(Resource root, Configuration config) {
    return new ServerMessageDeliverer(root, config) {
      @Override
      protected Resource findResource(List<String> path) {
        return find(path);
      }
    };
  }

  private Resource find(List<String> path) {
    if (path.size() < 4
        || !path.get(0).equals("v1")
        || !path.get(1).equals("devices")
        || !Reading.isDeviceId(path.get(2))) {
      return null;
    }
    if (path.size() == 4) {
      return switch (path.get(3)) {
        case "telemetry" -> telemetry;
        case "commands" -> commands.resource(path.get(2));
        default -> null;
      };
    }
    return path.size() == 6 && path.get(3).equals("commands") && path.get(5).equals("result")
        ? result
        : null;
  }
}
