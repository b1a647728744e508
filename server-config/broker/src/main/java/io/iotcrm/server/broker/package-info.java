/**
 * What the product adds to Apache Artemis: devices and edges are known from PostgreSQL, each may
 * use only its own addresses, and a device's acknowledgement of a command is reported.
 */
package io.iotcrm.server.broker;
