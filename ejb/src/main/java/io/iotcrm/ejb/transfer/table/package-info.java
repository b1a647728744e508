/**
 * Tables as files: one reader and one writer for each format, with memory that does not grow with
 * the table.
 */
package io.iotcrm.ejb.transfer.table;
