/** Finding any record by what people remember of it. */
package io.iotcrm.domain.search;
