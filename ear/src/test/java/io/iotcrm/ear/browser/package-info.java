/** The portal as a person sees it, in a real browser. */
package io.iotcrm.ear.browser;
