-- Secrets that have to be read again are kept under the installation's sealing key. The application seals what is
-- there already, once it has the key; until then, and where there is none, they stay as they were.
alter table webhook_endpoint
    alter column secret drop not null,
    add column secret_sealed bytea,                 -- AES-GCM; owner: the endpoint's id
    add constraint webhook_endpoint_secret check (num_nonnulls(secret, secret_sealed) = 1);

alter table pseudonym_key
    alter column key drop not null,
    add column key_sealed bytea,                    -- AES-GCM; owner: pseudonym-key
    add constraint pseudonym_key_key check (num_nonnulls(key, key_sealed) = 1);

-- Readings that were refused are shown on their device's page.
create index telemetry_rejection_device on telemetry_rejection (device_id, at desc);

alter table deal add column close_on date;          -- when it is expected to be won or lost
