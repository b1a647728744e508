-- Rules that edge connectors ask as well, and alarms that centre and edge report as one.

alter table rule add column runs_at_edge boolean not null default false;

alter table alarm
    add column origin  text not null default 'CENTRE',  -- CENTRE, EDGE, BOTH: who has reported it
    add column edge_id text;                             -- the edge that reported it last

-- Each time that somebody said a rule began to hold. Saying it twice changes nothing.
create table alarm_report (
    rule_id   uuid        not null references rule,
    device_id text        not null references device,
    source    text        not null,                      -- CENTRE, EDGE
    raised_at timestamptz not null,                      -- when the condition became true, as the source saw it
    alarm_id  uuid        not null references alarm on delete cascade,
    primary key (rule_id, device_id, source, raised_at)
);
create index alarm_report_alarm on alarm_report (alarm_id);

insert into alarm_report (rule_id, device_id, source, raised_at, alarm_id)
    select rule_id, device_id, 'CENTRE', raised_at, id from alarm
    union
    select rule_id, device_id, 'CENTRE', last_raised_at, id from alarm
    on conflict do nothing;

-- Null: the centre's broker has it; otherwise an edge handed it over by itself, and the centre does not repeat it.
alter table command add column sent_by text;

-- What a device said of a command that an edge sent, before the edge has told us of the command.
create table early_command_report (
    command_id   uuid primary key,
    device_id    text        not null references device on delete cascade,
    delivered_at timestamptz,
    succeeded    boolean,                                -- null: no answer yet
    result       text,
    error        text,
    reported_at  timestamptz not null default now()
);
