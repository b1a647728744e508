/** From a device's message to somebody's work, on two instances, with real clients. */
package io.iotcrm.ear.road;
