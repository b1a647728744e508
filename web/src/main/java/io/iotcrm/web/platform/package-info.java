/** What every page of the portal rests on: who may open which, texts, failures. */
package io.iotcrm.web.platform;
