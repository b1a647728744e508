/** What every feature shares: ids and clocks. */
package io.iotcrm.domain.platform;
