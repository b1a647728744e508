/** What a profile says about data that must not leave the site as it is. */
package io.iotcrm.domain.telemetry.privacy;
