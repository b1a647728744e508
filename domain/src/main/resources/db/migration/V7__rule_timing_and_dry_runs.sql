-- Rules that want their condition several times, or only in some hours.
alter table rule add column repeat_count integer not null default 1;
alter table rule add column repeat_seconds integer not null default 0; -- the time for repeat_count
alter table rule add column schedule jsonb;                            -- null: at any hour

-- What rules know of customers has to follow changes there.
create index contact_changed on contact (updated_at);
create index account_changed on account (updated_at);

-- Rules tried on stored readings.
create table rule_dry_run (
    id           uuid primary key,
    rule_id      uuid,                              -- null: a rule that is not stored yet
    rule_name    text        not null,
    request      jsonb       not null,              -- rule and limits as they were asked for
    requested_by text        not null,
    created_at   timestamptz not null default now(),
    state        text        not null,              -- RUNNING, DONE, FAILED, CANCELLED
    instance     text        not null,
    beat_at      timestamptz not null default now(), -- the instance is alive and at work
    devices      integer     not null default 0,
    devices_done integer     not null default 0,
    readings     bigint      not null default 0,    -- so far
    report       jsonb,
    error        text,
    finished_at  timestamptz
);
create index rule_dry_run_person on rule_dry_run (requested_by, created_at desc);
create index rule_dry_run_running on rule_dry_run (requested_by) where state = 'RUNNING';
