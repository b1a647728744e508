/**
 * The JAAS realm that Payara asks who somebody is: people, devices, edges and API tokens, all kept
 * in PostgreSQL.
 */
package io.iotcrm.server.realm;
