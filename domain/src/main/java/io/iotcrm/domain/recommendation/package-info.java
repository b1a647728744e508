/** What to offer to whom: items, interactions, models. */
package io.iotcrm.domain.recommendation;
