-- Devices that come by themselves: with their profile's key, with a certificate of their profile's authority; and claims.

alter table device add column provisioned_by text;      -- KEY, CERTIFICATE, CSV; null: one by one
create index device_provisioned on device (profile_id) where provisioned_by in ('KEY', 'CERTIFICATE');

-- What a manufacturer puts into every device of a type. Whether it counts, the profile's settings say.
create table provisioning_key (
    profile_id   uuid primary key references device_profile on delete cascade,
    key          text        not null unique,
    secret_salt  bytea       not null,
    secret_hash  bytea       not null,              -- SHA-256(salt || secret), secret of 256 random bits
    created_at   timestamptz not null default now(),
    last_used_at timestamptz,
    devices      bigint      not null default 0,    -- registered with it
    refused      bigint      not null default 0
);

-- Who may sign the certificates of a profile's devices.
create table provisioning_authority (
    id          uuid primary key,
    profile_id  uuid        not null references device_profile on delete cascade,
    name        text        not null,
    fingerprint text        not null,               -- SHA-256 in hex
    certificate bytea       not null,               -- DER
    not_after   timestamptz not null,
    created_at  timestamptz not null default now(),
    revoked_at  timestamptz,
    devices     bigint      not null default 0,
    refused     bigint      not null default 0
);
create unique index provisioning_authority_once on provisioning_authority (profile_id, fingerprint) where revoked_at is null;

-- The code that a device shows, and that gives it to whoever types it in.
create table device_claim (
    device_id  text primary key references device on delete cascade,
    code_hash  bytea       not null unique,         -- SHA-256 of the code
    made_at    timestamptz not null default now(),
    expires_at timestamptz not null
);

-- How many devices of the profile have come by themselves, and may. Held to the end of the transaction.
create function provisioning_has_room(profile device_profile) returns boolean language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtext('provisioning'), hashtext(profile.id::text));
    return (select count(*) from device d where d.profile_id = profile.id and d.provisioned_by in ('KEY', 'CERTIFICATE'))
        < coalesce((profile.settings #>> '{provisioning,mostDevices}')::bigint, 1000);
end $$;

-- The broker calls this when a certificate that nobody has registered was signed by a registered authority.
-- It answers the credential's id, or null where the device may not come in.
create function register_by_certificate(authority_id uuid, new_device text, fingerprint text, not_after timestamptz)
    returns uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare
    profile device_profile;
    present device;
    credential uuid := gen_random_uuid();
begin
    select p.* into profile from provisioning_authority a join device_profile p on p.id = a.profile_id
        where a.id = authority_id and a.revoked_at is null and a.not_after > now();
    if profile.id is null or not_after <= now()
        or not coalesce((profile.settings #>> '{provisioning,byCertificate}')::boolean, false) then
        update provisioning_authority set refused = refused + 1 where id = authority_id;
        return null;
    end if;
    select * into present from device d where d.id = new_device;
    if present.id is null then
        if new_device !~ '^[A-Za-z0-9_-]{1,64}$' or not provisioning_has_room(profile) then
            update provisioning_authority set refused = refused + 1 where id = authority_id;
            return null;
        end if;
        insert into device (id, profile_id, name, provisioned_by) values (new_device, profile.id, new_device, 'CERTIFICATE')
            on conflict do nothing;
        update provisioning_authority set devices = devices + 1 where id = authority_id;
    elsif present.profile_id <> profile.id or not present.enabled then
        update provisioning_authority set refused = refused + 1 where id = authority_id;
        return null;
    end if;
    -- A certificate that was ended by hand does not come back by itself.
    if exists (select from device_credential c where c.kind = 'X509' and c.public_id = fingerprint) then
        return (select c.id from device_credential c where c.kind = 'X509' and c.public_id = fingerprint
            and c.device_id = new_device and c.revoked_at is null and c.expires_at > now());
    end if;
    insert into device_credential (id, device_id, kind, public_id, expires_at)
        values (credential, new_device, 'X509', fingerprint, not_after);
    insert into audit_entry (id, actor, action, object_type, object_id, outcome, detail)
        values (gen_random_uuid(), 'device/' || new_device, 'provision', 'device', new_device, 'ALLOWED',
            'by certificate ' || fingerprint || ', authority ' || authority_id);
    return credential;
end $$;
revoke execute on function register_by_certificate(uuid, text, text, timestamptz) from public;
