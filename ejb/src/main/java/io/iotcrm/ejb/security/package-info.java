/** API tokens and the audit. */
package io.iotcrm.ejb.security;
