/** The invented chain of shops: who owns what, what is sold, and who likes what. */
package io.iotcrm.benchmark.shop;
