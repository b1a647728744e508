/** Keeps a HubSpot account in step, or writes down what it would send. */
package io.iotcrm.ejb.hubspot;
