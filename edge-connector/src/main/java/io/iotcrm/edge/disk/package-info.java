/** Files of records that outlive the process. */
package io.iotcrm.edge.disk;
