/** What is really in PostgreSQL, read past the application. */
package io.iotcrm.benchmark.database;
