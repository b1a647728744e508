/** An installation of IoT CRM on this machine, as a command and as a library for tests. */
package io.iotcrm.server.cli;
