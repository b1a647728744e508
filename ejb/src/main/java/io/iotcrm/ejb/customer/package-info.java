/** Services for the companies and people we serve. */
package io.iotcrm.ejb.customer;
