/** The parts of an installation, each of which can be made, started, stopped and asked. */
package io.iotcrm.server.cli.part;
