-- Commands that expect no answer, that wait for their time, that are for who is there now, and to many devices at once.
create table command_job (
    id              uuid primary key,
    name            text        not null,
    params          jsonb       not null default '{}',
    selection       jsonb       not null,           -- {"profileKey","site","accountId","deviceIds"}: all that are given must fit
    one_way         boolean     not null default false,
    persistent      boolean     not null default true,
    timeout_seconds integer,
    not_before      timestamptz,
    expires_at      timestamptz not null,
    state           text        not null,           -- CREATING, CREATED, CANCELLED
    last_device_id  text        not null default '', -- how far its commands are made
    created         integer     not null default 0,
    requested_by    text        not null,
    created_at      timestamptz not null default now(),
    finished_at     timestamptz,
    idempotency_key text        not null unique,
    version         bigint      not null default 0
);
create index command_job_created on command_job (created_at desc, id);

alter table command
    add column one_way         boolean not null default false, -- DELIVERED is its end
    add column persistent      boolean not null default true,  -- false: only for a device that is connected now
    add column not_before      timestamptz,
    add column timeout_seconds integer,             -- after sending; null: until it expires
    add column timeout_at      timestamptz,
    add column job_id          uuid references command_job;
create index command_job_state on command (job_id, state, id) where job_id is not null;
create index command_timeout on command (timeout_at) where completed_at is null and timeout_at is not null;
