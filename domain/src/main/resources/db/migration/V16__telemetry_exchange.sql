-- Telemetry out of the product and into it, as files.

create table transfer_file (
    id         uuid primary key,
    created_at timestamptz not null default now()  -- one that no job names, a day later, is what a dead instance left
);

create table transfer_part (
    file_id uuid    not null references transfer_file on delete cascade,
    no      integer not null,                      -- from 0, without gaps
    data    bytea   not null,
    primary key (file_id, no)
);
alter table transfer_part alter column data set storage external; -- most of it is compressed already

create table telemetry_export_schedule (
    id         uuid primary key,
    name       text        not null unique,
    spec       jsonb       not null,               -- as of an export, without the span of time
    every      text        not null,               -- DAILY, WEEKLY, MONTHLY
    day        integer     not null default 1,     -- of the week (1: Monday) or of the month
    at         time        not null,
    zone       text        not null,
    span       text        not null,               -- ISO 8601 period up to the day of the run: P1D, P7D, P1M
    keep       integer     not null,               -- so many results
    enabled    boolean     not null default true,
    next_at    timestamptz not null,
    owner      text        not null,
    created_at timestamptz not null default now(),
    version    bigint      not null default 0
);

create table telemetry_export (
    id           uuid primary key,
    schedule_id  uuid        references telemetry_export_schedule on delete set null,
    spec         jsonb       not null,
    state        text        not null default 'CREATED', -- CREATED, RUNNING, DONE, FAILED, CANCELLED
    attempt      integer     not null default 0,
    devices      integer     not null default 0,   -- how many it is about
    devices_done integer     not null default 0,
    rows         bigint      not null default 0,
    bytes        bigint      not null default 0,
    file_id      uuid,
    problem      text,
    requested_by text        not null,
    created_at   timestamptz not null default now(),
    started_at   timestamptz,
    finished_at  timestamptz,
    expires_at   timestamptz,
    version      bigint      not null default 0
);
create index telemetry_export_created on telemetry_export (created_at desc, id);
create index telemetry_export_open on telemetry_export (created_at) where state in ('CREATED', 'RUNNING');
create index telemetry_export_schedule_id on telemetry_export (schedule_id, created_at) where schedule_id is not null;

create table telemetry_import (
    id           uuid primary key,
    name         text        not null,             -- of the file
    format       text        not null,
    mapping      jsonb       not null,
    state        text        not null,             -- READY, then as of an export
    attempt      integer     not null default 0,
    preview      jsonb       not null default '{}',
    rows         bigint      not null default 0,   -- read so far
    readings     bigint      not null default 0,   -- found in them
    stored       bigint      not null default 0,   -- of these new
    refused      bigint      not null default 0,   -- rows or cells
    bytes        bigint      not null,
    file_id      uuid,
    errors_id    uuid,
    problem      text,
    requested_by text        not null,
    created_at   timestamptz not null default now(),
    started_at   timestamptz,
    finished_at  timestamptz,
    expires_at   timestamptz not null,
    version      bigint      not null default 0
);
create index telemetry_import_created on telemetry_import (created_at desc, id);
create index telemetry_import_open on telemetry_import (created_at) where state in ('CREATED', 'RUNNING');
