-- The audit as a chain -------------------------------------------------------------------------
-- An entry is written without a place in the chain, so that writers do not wait for each other;
-- shortly afterwards one instance gives it the next number and the hash over it and the one before.
alter table audit_entry add column seq bigint;
alter table audit_entry add column hash bytea;
create unique index audit_entry_seq on audit_entry (seq) where seq is not null;
create index audit_entry_unsealed on audit_entry (at, id) where seq is null;
drop index audit_entry_at;
create index audit_entry_at on audit_entry (at desc, id);
create index audit_entry_actor on audit_entry (lower(actor), at desc, id);
comment on column audit_entry.actor is 'personal data';
comment on column audit_entry.address is 'personal data';

create table audit_chain (
    id           integer     primary key default 1 check (id = 1),
    seq          bigint      not null default 0,         -- the last entry that is in the chain
    hash         bytea       not null default decode(repeat('00', 32), 'hex'),
    sealed_at    timestamptz,
    kept_seq     bigint      not null default 0,         -- up to here entries were deleted: their time was over
    kept_hash    bytea       not null default decode(repeat('00', 32), 'hex'),
    signature    bytea                                   -- HMAC over the four; the key is not in the database
);
insert into audit_chain default values;

-- Apart from the chain's row, which is locked while entries are sealed.
create table audit_chain_check (
    id           integer     primary key default 1 check (id = 1),
    verified_at  timestamptz,
    verified_seq bigint,
    broken_seq   bigint,                                 -- the first that does not fit; null: all do
    broken_how   text
);
insert into audit_chain_check default values;

-- Signing in -----------------------------------------------------------------------------------
alter table app_user add column locks integer not null default 0;
comment on column app_user.username is 'personal data';
comment on column app_user.display_name is 'personal data';
comment on column app_user.email is 'personal data';

-- Counts an attempt before its password is looked at, so that guesses made at the same time all
-- count; false while the person has to wait. Three may fail freely, then the wait doubles from one
-- second; the tenth locks for 15 minutes, each further ten for twice as long, at most 16 hours.
create function count_sign_in_attempt(person uuid, at timestamptz) returns boolean
language plpgsql as $$
begin
    update app_user set
        failed_sign_ins = case when failed_sign_ins >= 9 then 0 else failed_sign_ins + 1 end,
        locks = case when failed_sign_ins >= 9 then least(locks + 1, 1000) else locks end,
        locked_until = case
            when failed_sign_ins >= 9 then at + interval '15 minutes' * power(2, least(locks, 6))
            when failed_sign_ins >= 3 then at + interval '1 second' * power(2, failed_sign_ins - 3)
            end
    where id = person and (locked_until is null or locked_until <= at);
    return found;
end
$$;

create table sign_in_address (
    address        text        primary key,
    failures       integer     not null,
    last_failed_at timestamptz not null,
    blocked_until  timestamptz
);
comment on column sign_in_address.address is 'personal data';

-- So many may fail from one address within a quarter of an hour; then nothing more is looked at for
-- one second, then two, four and so on, at most 17 minutes. Gives until when; null: not yet.
create function count_failed_sign_in(whence text, free integer) returns timestamptz
language plpgsql as $$
declare
    known sign_in_address;
begin
    insert into sign_in_address as a (address, failures, last_failed_at)
    values (whence, 1, now())
    on conflict (address) do update set
        failures = case
            when greatest(a.last_failed_at, coalesce(a.blocked_until, a.last_failed_at))
                 < now() - interval '15 minutes' then 1
            else least(a.failures + 1, 1000000) end,
        last_failed_at = now()
    returning * into known;
    if known.failures < free then
        return null;
    end if;
    update sign_in_address
       set blocked_until = now() + interval '1 second' * power(2, least(known.failures - free, 10))
     where address = whence
    returning blocked_until into known.blocked_until;
    return known.blocked_until;
end
$$;

create table user_session (
    id           uuid        primary key,
    username     text        not null,
    signed_in_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    address      text,
    browser      text,
    ended_at     timestamptz,
    ended_by     text
);
create index user_session_open on user_session (lower(username), last_seen_at desc) where ended_at is null;
create index user_session_seen on user_session (last_seen_at);
comment on column user_session.username is 'personal data';
comment on column user_session.address is 'personal data';

create table second_factor (
    user_id       uuid        primary key references app_user on delete cascade,
    secret_sealed bytea       not null,
    confirmed_at  timestamptz,                           -- null: the person has not shown a code yet
    last_step     bigint      not null default 0,        -- a code counts once
    failures      integer     not null default 0,
    blocked_until timestamptz,
    created_at    timestamptz not null default now()
);
create table recovery_code (
    id        uuid  primary key,
    user_id   uuid  not null references second_factor on delete cascade,
    code_salt bytea not null,
    code_hash bytea not null,
    used_at   timestamptz
);
create index recovery_code_user on recovery_code (user_id);

-- A person sets the own password by a link that is good once.
create table password_link (
    token_hash bytea       primary key,                  -- SHA-256 of 256 random bits
    user_id    uuid        not null references app_user on delete cascade,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
);
create index password_link_user on password_link (user_id);
