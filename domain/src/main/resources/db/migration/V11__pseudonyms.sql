-- Pseudonyms of devices: edges make them under one key, and the centre finds the device again.
create table pseudonym_key (
    one        boolean     primary key default true check (one), -- there is one key
    key        bytea       not null check (length(key) = 32),
    created_at timestamptz not null default now()
);

create table device_pseudonym (
    pseudonym text primary key,
    device_id text not null references device on delete cascade
);
create index device_pseudonym_device on device_pseudonym (device_id);
