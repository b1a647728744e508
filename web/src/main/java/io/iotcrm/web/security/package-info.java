/** Signing in: one mechanism for the portal's form and for the API's Basic and Bearer. */
package io.iotcrm.web.security;
