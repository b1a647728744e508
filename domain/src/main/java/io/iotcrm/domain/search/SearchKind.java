package io.iotcrm.domain.search;

/** What can be looked for, in the order in which the groups of an answer stand. */
public enum SearchKind {
  ACCOUNT,
  CONTACT,
  LEAD,
  DEAL,
  TICKET,
  TASK,
  DEVICE,
  CAMPAIGN,
  ITEM
}
