-- The application owns its schema; the broker may only check who a device or an edge is (grants.sql).
do $$
begin
    if not exists (select from pg_roles where rolname = 'iotcrm') then
        create role iotcrm login;
    end if;
    if not exists (select from pg_roles where rolname = 'iotcrm_broker') then
        create role iotcrm_broker login connection limit 16;
    end if;
end $$;
alter role iotcrm password '${iotcrm.database.password}';
alter role iotcrm_broker password '${iotcrm.database.broker.password}';
