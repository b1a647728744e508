/** Devices and their profiles. */
package io.iotcrm.web.device;
