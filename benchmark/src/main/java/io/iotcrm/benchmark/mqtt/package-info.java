/** MQTT 5 connections of devices, on a client that shares a few threads between all of them. */
package io.iotcrm.benchmark.mqtt;
