/** Companies and people we serve, and what happened to them. */
package io.iotcrm.domain.customer;
