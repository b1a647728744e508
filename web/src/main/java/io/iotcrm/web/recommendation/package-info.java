/** Items, offers and the recommender in the portal and the API. */
package io.iotcrm.web.recommendation;
