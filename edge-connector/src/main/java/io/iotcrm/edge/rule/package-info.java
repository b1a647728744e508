/** The centre's rules, asked at the edge: also while the centre is away. */
package io.iotcrm.edge.rule;
