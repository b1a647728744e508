/** Learns from what customers do, and keeps everyone's next-best offers at hand. */
package io.iotcrm.ejb.recommendation;
