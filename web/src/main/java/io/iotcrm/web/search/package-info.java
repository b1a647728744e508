/** Finding any record, for programs and people. */
package io.iotcrm.web.search;
