/** What the installation that {@code server-config/bin/iotcrm} made says about itself. */
package io.iotcrm.benchmark.installation;
