/** The REST API as a client sees it, and the file that holds the passwords. */
package io.iotcrm.benchmark.api;
