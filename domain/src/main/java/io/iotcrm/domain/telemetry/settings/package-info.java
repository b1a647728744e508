/** Reading a section of a profile's settings, and saying where it is wrong. */
package io.iotcrm.domain.telemetry.settings;
