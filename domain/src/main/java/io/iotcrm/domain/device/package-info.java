/** The registry: devices, their profiles and credentials, and what they are asked to do. */
package io.iotcrm.domain.device;
