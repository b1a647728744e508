/** What a run found out, as Markdown for people and JSON for programs. */
package io.iotcrm.benchmark.report;
