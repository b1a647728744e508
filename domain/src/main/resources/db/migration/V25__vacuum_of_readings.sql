-- A day of readings is only added to, read whole when it is closed, and dropped. Vacuum after insertions would freeze each of its pages
-- once for nothing: a tenth of what the database works at full load. What deletions leave is still cleaned, and wrap-around prevented.
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
        ' constraint of_day check (ts >= %L and ts < %L))'
        ' with (autovacuum_vacuum_insert_threshold = -1)', part, lower, upper);
    execute format('alter table reading attach partition %I for values from (%L) to (%L)', part, lower, upper);
end $$;

do $$
declare
    part record;
begin
    for part in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                 where i.inhparent = 'reading'::regclass and c.relname ~ '^reading_[0-9]{8}$' loop
        execute format('alter table %I set (autovacuum_vacuum_insert_threshold = -1)', part.relname);
    end loop;
end $$;
