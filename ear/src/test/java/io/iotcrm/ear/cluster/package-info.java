/** The real cluster that the tests of this module run on. */
package io.iotcrm.ear.cluster;
