-- The life of an alarm: who did what, who takes care, what happens when nobody does; and storms.
create table alarm_group (
    id           uuid primary key,
    rule_id      uuid        not null references rule,
    scope        text        not null,              -- rule, site/NAME or account/ID: what the alarms have in common
    opened_at    timestamptz not null,
    closed_at    timestamptz,
    ticket_id    uuid references ticket             -- what further tickets and tasks of the group are attached to
);
create unique index alarm_group_open on alarm_group (rule_id, scope) where closed_at is null;
create index alarm_group_opened on alarm_group (opened_at desc, id);
create index alarm_group_ticket on alarm_group (ticket_id) where ticket_id is not null;

alter table alarm
    add column last_raised_at   timestamptz,        -- the newest time at which its condition became true
    add column last_values      jsonb       not null default '{}',
    add column assignee_id      uuid references app_user,
    add column cleared_by       text,
    add column escalation_level integer     not null default 0,
    add column escalate_at      timestamptz,        -- null: nothing happens by itself any more
    add column ticket_id        uuid references ticket,
    add column group_scope      text,               -- see alarm_group
    add column group_id         uuid references alarm_group;
update alarm set last_raised_at = raised_at;
alter table alarm alter column last_raised_at set not null;

create index alarm_escalation on alarm (escalate_at) where escalate_at is not null;
create index alarm_assignee on alarm (assignee_id, raised_at desc) where assignee_id is not null;
create index alarm_rule_raised on alarm (rule_id, raised_at desc);
create index alarm_recent on alarm (rule_id, group_scope, created_at desc);
create index alarm_in_group on alarm (group_id, id) where group_id is not null;
create index alarm_group_newest on alarm (group_id, created_at desc) where group_id is not null;

create table alarm_event (
    id       uuid primary key,
    alarm_id uuid        not null references alarm on delete cascade,
    at       timestamptz not null,
    kind     text        not null,                  -- see AlarmEvent.Kind
    actor    text        not null,
    detail   text
);
create index alarm_event_alarm on alarm_event (alarm_id, at, id);

-- What was known of older alarms, as history.
insert into alarm_event (id, alarm_id, at, kind, actor)
    select gen_random_uuid(), id, raised_at, 'RAISED', 'rule/' || rule_id from alarm;
insert into alarm_event (id, alarm_id, at, kind, actor)
    select gen_random_uuid(), id, acknowledged_at, 'ACKNOWLEDGED', acknowledged_by from alarm
     where acknowledged_at is not null and acknowledged_by is not null;
insert into alarm_event (id, alarm_id, at, kind, actor)
    select gen_random_uuid(), id, cleared_at, 'CLEARED', 'system' from alarm where cleared_at is not null;
update alarm a set ticket_id = (select t.id from ticket t where t.alarm_id = a.id order by t.created_at limit 1)
 where exists (select 1 from ticket t where t.alarm_id = a.id);
