/** Who may do what: users, credentials, tokens, audit. */
package io.iotcrm.domain.security;
