-- The first road: identity, customers, devices, telemetry, rules, support work, offers, outbox.
-- Public ids are UUIDv7, made by the application. Time is timestamptz in UTC.

-- Identity -----------------------------------------------------------------------------------
create table app_user (
    id             uuid primary key,
    username       text        not null,
    display_name   text        not null,
    email          text,
    team           text,
    password_hash  text        not null,            -- PBKDF2, encoded with its parameters
    enabled        boolean     not null default true,
    failed_sign_ins integer    not null default 0,
    locked_until   timestamptz,
    created_at     timestamptz not null default now(),
    version        bigint      not null default 0
);
create unique index app_user_username on app_user (lower(username));

create table app_user_group (
    user_id    uuid not null references app_user on delete cascade,
    group_name text not null,
    primary key (user_id, group_name)
);

create table api_token (
    id           uuid primary key,
    user_id      uuid        not null references app_user on delete cascade,
    name         text        not null,
    token_hash   bytea       not null unique,       -- SHA-256 of a token of 256 random bits
    group_names  text[]      not null,              -- what the token may do: a part of its owner's groups
    created_at   timestamptz not null default now(),
    expires_at   timestamptz not null,
    revoked_at   timestamptz,
    last_used_at timestamptz
);

create table audit_entry (
    id          uuid primary key,
    at          timestamptz not null default now(),
    actor       text        not null,
    action      text        not null,
    object_type text        not null,
    object_id   text,
    outcome     text        not null,               -- ALLOWED, DENIED, FAILED
    address     text,
    detail      text
);
create index audit_entry_at on audit_entry (at desc);

-- Customers ----------------------------------------------------------------------------------
create table account (
    id         uuid primary key,
    name       text        not null,
    industry   text,
    phone      text,
    website    text,
    city       text,
    owner_id   uuid references app_user,
    team       text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version    bigint      not null default 0
);
create index account_name on account (lower(name), id);
create index account_owner on account (owner_id);

create table contact (
    id                uuid primary key,
    account_id        uuid references account,
    external_id       text unique,                  -- loyalty number or the key in another system
    first_name        text        not null,
    last_name         text        not null,
    email             text,
    phone             text,
    tier              text,                         -- e.g. GOLD, SILVER, BASIC
    owner_id          uuid references app_user,
    team              text,
    profiling_consent boolean     not null default false,
    marketing_consent boolean     not null default false,
    sharing_consent   boolean     not null default false, -- may be sent to HubSpot
    created_at        timestamptz not null default now(),
    updated_at        timestamptz not null default now(),
    version           bigint      not null default 0
);
create index contact_name on contact (lower(last_name), lower(first_name), id);
create index contact_account on contact (account_id);
create index contact_email on contact (lower(email));

-- Devices ------------------------------------------------------------------------------------
create table edge (
    id           text primary key,
    name         text        not null,
    secret_salt  bytea       not null,
    secret_hash  bytea       not null,              -- SHA-256(salt || secret), secret of 256 random bits
    enabled      boolean     not null default true,
    last_seen_at timestamptz,
    created_at   timestamptz not null default now()
);

create table device_profile (
    id                 uuid primary key,
    key                text        not null unique, -- dht22, beacon, wearable, people-counter, thermostat, ...
    name               text        not null,
    series             jsonb       not null default '[]', -- [{"key","unit","kind","min","max"}]
    inactivity_seconds integer     not null default 600,
    created_at         timestamptz not null default now(),
    version            bigint      not null default 0
);

create table device (
    id         text primary key,                    -- 1..64 of [A-Za-z0-9_-]; in topics, paths and grid keys
    no         integer generated always as identity unique, -- the short name of the device in telemetry
    profile_id uuid        not null references device_profile,
    name       text        not null,
    site       text,
    account_id uuid references account,
    contact_id uuid references contact,
    controls_id text references device,             -- the device that commands of rules go to, if not this one
    enabled    boolean     not null default true,
    attributes jsonb       not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version    bigint      not null default 0
);
create index device_account on device (account_id);
create index device_contact on device (contact_id);
create index device_changed on device (updated_at, id);

create table device_credential (
    id          uuid primary key,
    device_id   text        not null references device on delete cascade,
    secret_salt bytea       not null,
    secret_hash bytea       not null,               -- SHA-256(salt || secret), secret of at least 128 random bits
    created_at  timestamptz not null default now(),
    revoked_at  timestamptz
);
create index device_credential_device on device_credential (device_id) where revoked_at is null;

create table command (
    id              uuid primary key,
    device_id       text        not null references device,
    name            text        not null,
    params          jsonb       not null default '{}',
    state           text        not null,           -- QUEUED, SENT, DELIVERED, SUCCEEDED, FAILED, EXPIRED
    requested_by    text        not null,
    alarm_id        uuid,
    created_at      timestamptz not null default now(),
    sent_at         timestamptz,
    delivered_at    timestamptz,
    completed_at    timestamptz,
    expires_at      timestamptz not null,
    attempts        integer     not null default 0,
    result          jsonb,
    error           text,
    idempotency_key text        not null unique,
    version         bigint      not null default 0
);
create index command_device on command (device_id, created_at desc);
create index command_open on command (expires_at) where state in ('QUEUED', 'SENT', 'DELIVERED');

-- Telemetry ----------------------------------------------------------------------------------
create table telemetry_key (
    no   integer generated always as identity primary key,
    name text not null unique
);

-- One row per reading, one partition per UTC day (reading_yyyymmdd), made on demand.
create table reading (
    device_no integer          not null,
    key_no    integer          not null,
    ts        timestamptz      not null,
    num       double precision,                     -- numbers; booleans as 0 and 1
    txt       text,                                 -- strings
    primary key (device_no, key_no, ts)
) partition by range (ts);

create function ensure_reading_partition(day date) returns void language plpgsql as $$
declare
    part text := 'reading_' || to_char(day, 'YYYYMMDD');
begin
    if to_regclass(part) is not null then
        return;
    end if;
    perform pg_advisory_xact_lock(hashtext('reading_partition'));
    if to_regclass(part) is not null then
        return;
    end if;
    -- Attached rather than created in place: it does not lock out the writers of other days.
    execute format('create table %I (like reading including defaults including constraints including indexes)', part);
    execute format('alter table reading attach partition %I for values from (%L) to (%L)', part,
        to_char(day, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(day + 1, 'YYYY-MM-DD') || ' 00:00:00+00');
end $$;

create table telemetry_rejection (
    id        uuid primary key,
    at        timestamptz not null default now(),
    source    text        not null,                 -- edge/ID, http
    device_id text,
    reason    text        not null,
    sample    text
);
create index telemetry_rejection_at on telemetry_rejection (at desc);

-- Rules and alarms ---------------------------------------------------------------------------
create table rule (
    id              uuid primary key,
    name            text        not null unique,
    description     text,
    profile_key     text references device_profile (key), -- null: every device
    condition       text        not null,           -- CEL, true raises
    clear_condition text,                           -- CEL, true clears; null: clears when the condition is false
    hold_seconds    integer     not null default 0, -- the condition has to hold this long
    severity        text        not null,           -- CRITICAL, MAJOR, MINOR, WARNING, INFO
    actions         jsonb       not null default '[]',
    enabled         boolean     not null default true,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    version         bigint      not null default 0
);

create table alarm (
    id              uuid primary key,
    rule_id         uuid        not null references rule,
    device_id       text        not null references device,
    account_id      uuid references account,
    contact_id      uuid references contact,
    severity        text        not null,
    message         text        not null,
    raised_at       timestamptz not null,
    updated_at      timestamptz not null,
    cleared_at      timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by text,
    evidence        jsonb       not null default '{}',
    occurrences     integer     not null default 1,
    created_at      timestamptz not null default now(),
    version         bigint      not null default 0
);
create unique index alarm_open on alarm (rule_id, device_id) where cleared_at is null;
create unique index alarm_once on alarm (rule_id, device_id, raised_at);
create index alarm_device on alarm (device_id, raised_at desc);
create index alarm_raised on alarm (raised_at desc, id);
create index alarm_account on alarm (account_id, raised_at desc);

-- Support and sales work ---------------------------------------------------------------------
create table ticket (
    id              uuid primary key,
    number          bigint generated always as identity unique,
    subject         text        not null,
    description     text,
    status          text        not null,           -- NEW, OPEN, PENDING, RESOLVED, CLOSED
    priority        text        not null,           -- URGENT, HIGH, NORMAL, LOW
    account_id      uuid references account,
    contact_id      uuid references contact,
    device_id       text references device,
    alarm_id        uuid references alarm,
    assignee_id     uuid references app_user,
    team            text,
    evidence        jsonb       not null default '{}',
    idempotency_key text unique,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    resolved_at     timestamptz,
    version         bigint      not null default 0
);
create index ticket_open on ticket (created_at desc, id) where status in ('NEW', 'OPEN', 'PENDING');
create index ticket_created on ticket (created_at desc, id);
create index ticket_account on ticket (account_id, created_at desc);
create index ticket_contact on ticket (contact_id, created_at desc);
create index ticket_device on ticket (device_id, created_at desc);

create table ticket_comment (
    id         uuid primary key,
    ticket_id  uuid        not null references ticket on delete cascade,
    author     text        not null,
    body       text        not null,
    internal   boolean     not null default true,
    created_at timestamptz not null default now()
);
create index ticket_comment_ticket on ticket_comment (ticket_id, created_at);

create table task (
    id              uuid primary key,
    subject         text        not null,
    description     text,
    status          text        not null,           -- OPEN, DONE, CANCELLED
    due_at          timestamptz,
    owner_id        uuid references app_user,
    account_id      uuid references account,
    contact_id      uuid references contact,
    ticket_id       uuid references ticket,
    idempotency_key text unique,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    completed_at    timestamptz,
    version         bigint      not null default 0
);
create index task_owner on task (owner_id, status, due_at);
create index task_created on task (created_at desc, id);
create index task_ticket on task (ticket_id);

create table timeline_entry (
    id         uuid primary key,
    at         timestamptz not null,
    account_id uuid references account,
    contact_id uuid references contact,
    device_id  text references device,
    kind       text        not null,                -- ALARM_RAISED, ALARM_CLEARED, TICKET_OPENED, COMMAND_SENT, ...
    title      text        not null,
    detail     text,
    ref_type   text,                                -- alarm, ticket, task, command, offer, contact
    ref_id     text,
    actor      text        not null,
    idempotency_key text unique
);
create index timeline_account on timeline_entry (account_id, at desc, id);
create index timeline_contact on timeline_entry (contact_id, at desc, id);
create index timeline_device on timeline_entry (device_id, at desc, id);

-- Personalisation ----------------------------------------------------------------------------
create table item (
    id             uuid primary key,
    no             integer generated always as identity unique,
    sku            text        not null unique,
    name           text        not null,
    category       text        not null,
    shelf          text,
    price_amount   numeric(12, 2),
    price_currency char(3),
    in_stock       boolean     not null default true,
    created_at     timestamptz not null default now(),
    version        bigint      not null default 0
);
create index item_shelf on item (shelf);

create table interaction (
    id              uuid primary key,
    contact_id      uuid             not null references contact,
    item_id         uuid             not null references item,
    kind            text             not null,      -- PURCHASE, DWELL, CLICK, ACCEPT, DISMISS
    weight          double precision not null,
    at              timestamptz      not null,
    source          text             not null,      -- rule/ID, api, portal, import
    idempotency_key text unique
);
create index interaction_contact on interaction (contact_id, at desc);
create index interaction_at on interaction (at);

create table recommender_model (
    id           uuid primary key,
    number       integer generated always as identity unique,
    algorithm    text        not null,
    params       jsonb       not null,
    metrics      jsonb       not null default '{}',
    item_ids     uuid[]      not null,
    weights      bytea       not null,              -- row-major float32, big endian, items x items
    interactions bigint      not null,
    contacts     bigint      not null,
    trained_by   text        not null,
    trained_at   timestamptz not null default now(),
    in_service   boolean     not null default false
);
create unique index recommender_model_in_service on recommender_model (in_service) where in_service;

create table offer_feedback (
    id           uuid primary key,
    contact_id   uuid        not null references contact,
    item_id      uuid        not null references item,
    model_number integer,
    event        text        not null,              -- SHOWN, CLICKED, ACCEPTED, DISMISSED
    channel      text        not null,              -- portal, api
    at           timestamptz not null default now()
);
create index offer_feedback_contact on offer_feedback (contact_id, at desc);

-- Effects outside ----------------------------------------------------------------------------
create table outbox (
    id              bigint generated always as identity primary key,
    kind            text        not null,           -- COMMAND, HUBSPOT_CONTACTS
    payload         jsonb       not null,
    idempotency_key text        not null unique,
    state           text        not null default 'PENDING', -- PENDING, DONE, GIVEN_UP
    attempts        integer     not null default 0,
    next_attempt_at timestamptz not null default now(),
    last_error      text,
    created_at      timestamptz not null default now(),
    done_at         timestamptz
);
create index outbox_due on outbox (kind, next_attempt_at) where state = 'PENDING';
create index outbox_done on outbox (done_at) where state = 'DONE';

create table hubspot_contact (
    contact_id     uuid primary key references contact on delete cascade,
    hubspot_id     text,
    state          text        not null,            -- WAITING, RECORDED, IN_STEP, REFUSED
    payload_hash   text,
    last_synced_at timestamptz,
    last_error     text
);

create table hubspot_request (
    id         uuid primary key,
    at         timestamptz not null default now(),
    mode       text        not null,                -- RECORDED (no token), SENT
    method     text        not null,
    path       text        not null,
    body       jsonb,
    contacts   integer     not null,
    status     integer,
    error      text,
    idempotency_key text
);
create index hubspot_request_at on hubspot_request (at desc);

-- Leases: one holder in the cluster, taken over when it has not been renewed in time.
create table lease (
    name        text primary key,
    holder      text        not null,
    lease_until timestamptz not null
);
