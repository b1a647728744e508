/** E-mail, through the server's mail session. */
package io.iotcrm.ejb.mail;
