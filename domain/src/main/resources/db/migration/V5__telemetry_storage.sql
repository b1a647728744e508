-- Readings of closed days as chunks, hours as rollups, and how long either is kept.

-- A partition says itself which day it has, so that it can be attached elsewhere without being read.
create or replace function ensure_reading_partition(day date) returns void language plpgsql as $$
declare
    part  text := 'reading_' || to_char(day, 'YYYYMMDD');
    lower text := to_char(day, 'YYYY-MM-DD') || ' 00:00:00+00';
    upper text := to_char(day + 1, 'YYYY-MM-DD') || ' 00:00:00+00';
begin
    if to_regclass(part) is not null then
        return;
    end if;
    perform pg_advisory_xact_lock(hashtext('reading_partition'));
    if to_regclass(part) is not null then
        return;
    end if;
    -- Attached rather than created in place: it does not lock out the writers of other days.
    execute format('create table %I (like reading including defaults including constraints including indexes,'
        ' constraint of_day check (ts >= %L and ts < %L))', part, lower, upper);
    execute format('alter table reading attach partition %I for values from (%L) to (%L)', part, lower, upper);
end $$;

do $$
declare
    part record;
    day  date;
begin
    for part in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                 where i.inhparent = 'reading'::regclass and c.relname ~ '^reading_[0-9]{8}$' loop
        day := to_date(right(part.relname, 8), 'YYYYMMDD');
        execute format('alter table %I add constraint of_day check (ts >= %L and ts < %L)', part.relname,
            to_char(day, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(day + 1, 'YYYY-MM-DD') || ' 00:00:00+00');
    end loop;
end $$;

-- A day on its way from the one to the other: nobody writes into it, queries still read it.
create table reading_closing (
    device_no integer          not null,
    key_no    integer          not null,
    ts        timestamptz      not null,
    num       double precision,
    txt       text,
    primary key (device_no, key_no, ts)
) partition by range (ts);

-- Moves a day's partition over; late readings then make a fresh one. False where there is none.
-- The name stays in the way of nothing: closing_yyyymmdd.
create function close_reading_partition(day date) returns boolean language plpgsql as $$
declare
    part    text := 'reading_' || to_char(day, 'YYYYMMDD');
    closing text := 'closing_' || to_char(day, 'YYYYMMDD');
begin
    if to_regclass(closing) is not null then
        return true; -- an earlier attempt came as far as this
    end if;
    if to_regclass(part) is null then
        return false;
    end if;
    execute format('alter table reading detach partition %I', part);
    execute format('alter table %I rename to %I', part, closing);
    execute format('alter table reading_closing attach partition %I for values from (%L) to (%L)', closing,
        to_char(day, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(day + 1, 'YYYY-MM-DD') || ' 00:00:00+00');
    return true;
end $$;

-- What is not in chunks. The same reading may be in both parts: a redelivery of one that is being closed.
create view open_reading as
    select device_no, key_no, ts, num, txt from reading
    union all
    select device_no, key_no, ts, num, txt from reading_closing;

-- One row holds the readings of a series over one day or, of a slow series, several days of one week; of a fast
-- one several rows (parts) hold a day. The days of two chunks of a series do not overlap.
create table telemetry_chunk (
    min_at    timestamptz not null,
    max_at    timestamptz not null,
    device_no integer     not null,
    key_no    integer     not null,
    first_day date        not null,
    last_day  date        not null,
    keep_days integer     not null,                 -- 0: for good
    readings  integer     not null,
    part      smallint    not null,
    data      bytea       not null,                 -- ChunkCodec
    primary key (device_no, key_no, first_day, part, keep_days)
) partition by list (keep_days);
alter table telemetry_chunk alter column data set storage external; -- compressed already

-- One row holds the hours of a series over one month.
create table telemetry_rollup (
    device_no integer not null,
    key_no    integer not null,
    month     date    not null,
    keep_days integer not null,                     -- 0: for good
    data      bytea   not null,                     -- RollupCodec
    primary key (device_no, key_no, month, keep_days)
) partition by list (keep_days);
alter table telemetry_rollup alter column data set storage external;

-- Partition for a time of keeping and, in it, for a week (chunks) or a month (rollups), named after its first day.
create function ensure_kept_partition(parent text, keep integer, day date) returns text language plpgsql as $$
declare
    unit   text := case parent when 'telemetry_chunk' then 'week' else 'month' end;
    col    text := case parent when 'telemetry_chunk' then 'first_day' else 'month' end;
    first  date := date_trunc(unit, day::timestamp)::date;
    next   date := (first + ('1 ' || unit)::interval)::date;
    class  text := parent || '_k' || keep;
    part   text := class || '_' || to_char(first, 'YYYYMMDD');
begin
    if to_regclass(part) is not null then
        return part;
    end if;
    perform pg_advisory_xact_lock(hashtext(parent));
    if to_regclass(class) is null then
        execute format('create table %I (like %I including defaults including constraints including indexes'
            ' including storage) partition by range (%I)', class, parent, col);
        execute format('alter table %I attach partition %I for values in (%s)', parent, class, keep);
    end if;
    if to_regclass(part) is null then
        execute format('create table %I (like %I including defaults including constraints including indexes'
            ' including storage)', part, class);
        execute format('alter table %I attach partition %I for values from (%L) to (%L)', class, part, first, next);
    end if;
    return part;
end $$;

-- A profile's section "retention"; 0: for good.
create function reading_days(settings jsonb, key text) returns integer immutable language sql as $$
    select coalesce((settings #>> array['retention', 'series', key])::integer,
                    (settings #>> '{retention,days}')::integer, 0)
$$;
create function rollup_days(settings jsonb) returns integer immutable language sql as $$
    select coalesce((settings #>> '{retention,rollupDays}')::integer, 0)
$$;

-- Days that were closed; a day with late readings is closed again.
create table telemetry_day (
    day       date primary key,
    closed_at timestamptz not null,
    passes    integer     not null,
    readings  bigint      not null                  -- that its passes put into chunks
);

-- What was last done about the retention of a profile: chunks of the days before are moved when it changes.
create table telemetry_retention (
    profile_id uuid primary key references device_profile on delete cascade,
    retention  jsonb not null
);

-- The job that closes days and drops what has expired: one row.
create table telemetry_storage_job (
    id           boolean primary key default true check (id),
    requested_at timestamptz,
    requested_by text,
    started_at   timestamptz,
    finished_at  timestamptz,
    instance     text,
    step         text,                              -- what it is doing; null: nothing
    message      text                               -- how it ended
);
insert into telemetry_storage_job default values;
