/** The application's parts inside a server, against PostgreSQL and Artemis. */
package io.iotcrm.ear.application;
