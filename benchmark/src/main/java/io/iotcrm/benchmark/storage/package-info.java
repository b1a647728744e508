/** How many bytes a reading takes, and how fast stored readings are answered. */
package io.iotcrm.benchmark.storage;
