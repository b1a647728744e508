-- Several credentials of several kinds for a device; gateways that speak for other devices.

alter table device_credential
    add column kind         text not null default 'TOKEN', -- TOKEN, PASSWORD, PSK, X509
    add column public_id    text,                          -- user name, PSK identity, SHA-256 of the certificate in hex
    add column key_sealed   bytea,                         -- PSK: AES-GCM under the installation's sealing key
    add column expires_at   timestamptz,
    add column last_used_at timestamptz,                   -- coarse: written at most once a minute
    alter column secret_salt drop not null,
    alter column secret_hash drop not null,
    add constraint device_credential_secret check (case kind
        when 'TOKEN' then secret_hash is not null and public_id is null
        when 'PASSWORD' then secret_hash is not null
        when 'PSK' then key_sealed is not null and public_id is not null
        when 'X509' then public_id is not null
        else false end);

-- DTLS knows one key for an identity, and a certificate is one device's.
create unique index device_credential_public on device_credential (kind, public_id)
    where revoked_at is null and kind in ('PSK', 'X509');
create index device_credential_user on device_credential (public_id)
    where revoked_at is null and kind = 'PASSWORD';
create index device_credential_end on device_credential (expires_at)
    where revoked_at is null and expires_at is not null;

alter table device
    add column gateway     boolean not null default false,
    add column via_gateway text references device,
    add constraint device_gateway check (not gateway or via_gateway is null);
create index device_via_gateway on device (via_gateway) where via_gateway is not null;
