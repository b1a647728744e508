/** What all resources of the API share: JSON, problems, preconditions, repetition. */
package io.iotcrm.web.api;
