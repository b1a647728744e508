-- Who is there. Apart from the device itself, whose version and time of change must not move with every connection.

create table device_presence (
    device_id       text primary key references device on delete cascade,
    span            bigint      not null default 0, -- the newest span of connections that is known; rises with each
    connected       boolean     not null default false,
    connected_at    timestamptz,
    disconnected_at timestamptz,
    last_seen_at    timestamptz                     -- when an edge or HTTP took its newest message
) with (fillfactor = 60);                           -- changed often, and never a column of an index
create index device_presence_connected on device_presence (device_id) where connected;

-- CONNECTED: there is a session, or there was one moments ago. ACTIVE: it has reported in time. INACTIVE: neither. NEVER_SEEN.
create view device_state as
select d.id, p.connected, p.connected_at, p.disconnected_at, p.last_seen_at,
    case
        when p.connected or p.disconnected_at > now() - coalesce((f.settings #>> '{presence,graceSeconds}')::int, 10) * interval '1 s'
            then 'CONNECTED'
        when p.last_seen_at > now() - f.inactivity_seconds * interval '1 s' then 'ACTIVE'
        when coalesce(p.last_seen_at, p.connected_at, p.disconnected_at) is null then 'NEVER_SEEN'
        else 'INACTIVE'
    end as state
from device d
join device_profile f on f.id = d.profile_id
left join device_presence p on p.device_id = d.id;

