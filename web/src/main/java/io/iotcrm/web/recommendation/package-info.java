/** Items, interactions and offers. */
package io.iotcrm.web.recommendation;
