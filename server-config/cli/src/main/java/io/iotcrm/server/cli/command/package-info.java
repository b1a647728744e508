/** The command line: options in, an {@link io.iotcrm.server.cli.Installation} called. */
package io.iotcrm.server.cli.command;
