/** The companies and people we serve, for programs and people. */
package io.iotcrm.web.customer;
