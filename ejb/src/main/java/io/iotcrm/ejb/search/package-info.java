/** Finding any record, within the rights of who looks for it. */
package io.iotcrm.ejb.search;
