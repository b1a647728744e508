/** What the command needs of the machine: files, ports, processes, archives. Knows no product. */
package io.iotcrm.server.cli.host;
