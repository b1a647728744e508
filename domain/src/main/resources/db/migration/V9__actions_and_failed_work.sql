-- What was given up and is left to people.
create table failed_work (
    id              uuid primary key,
    kind            text        not null,           -- RULE_EVENT, or OUTBOX/ and the kind of the message
    subject         text        not null,           -- what it is about, in words: ids, no personal data
    reason          text        not null,
    payload         jsonb       not null,           -- what is needed to do it again
    idempotency_key text        not null,
    attempts        integer     not null default 1,
    state           text        not null default 'OPEN', -- OPEN, REPLAYED, GIVEN_UP
    note            text,
    failed_at       timestamptz not null default now(),
    resolved_at     timestamptz,
    resolved_by     text,
    version         bigint      not null default 0
);
create unique index failed_work_once on failed_work (kind, idempotency_key) where state = 'OPEN';
create index failed_work_failed on failed_work (failed_at desc, id);
insert into failed_work (id, kind, subject, reason, payload, idempotency_key, attempts, failed_at)
    select gen_random_uuid(), 'OUTBOX/' || kind, idempotency_key, coalesce(last_error, 'unknown'), payload,
           idempotency_key, attempts, created_at
      from outbox where state = 'GIVEN_UP';

-- Messages that could not be read at all lie in the broker's queues of dead letters; here is how many came there.
create table dead_letters (
    queue       text primary key,
    messages    bigint      not null,
    last_at     timestamptz not null,
    last_reason text        not null
);

create table webhook_endpoint (
    id             uuid primary key,
    name           text        not null unique,
    url            text        not null,
    secret         text        not null,            -- signs what is sent; shown once, needed for every request
    enabled        boolean     not null default true,
    stopped_reason text,
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now(),
    version        bigint      not null default 0
);

create table webhook_delivery (
    id              uuid primary key,
    endpoint_id     uuid        not null references webhook_endpoint on delete cascade,
    at              timestamptz not null default now(),
    idempotency_key text        not null,
    attempt         integer     not null,
    status          integer,                        -- null: there was no answer
    error           text,
    duration_ms     integer     not null
);
create index webhook_delivery_endpoint on webhook_delivery (endpoint_id, at desc, id);
create index webhook_delivery_at on webhook_delivery (at);

create table deal (
    id              uuid primary key,
    name            text        not null,
    account_id      uuid        not null references account,
    contact_id      uuid references contact,
    device_id       text references device,
    alarm_id        uuid references alarm,
    stage           text        not null,           -- NEW, QUALIFIED, PROPOSED, WON, LOST
    amount          numeric(12, 2),
    currency        char(3),
    owner_id        uuid references app_user,
    idempotency_key text unique,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    closed_at       timestamptz,
    version         bigint      not null default 0,
    check ((amount is null) = (currency is null))
);
create index deal_created on deal (created_at desc, id);
create index deal_account on deal (account_id, created_at desc);
create index deal_owner on deal (owner_id, created_at desc);

create table campaign (
    id          uuid primary key,
    name        text        not null unique,
    description text,
    running     boolean     not null default true,
    created_at  timestamptz not null default now(),
    updated_at  timestamptz not null default now(),
    version     bigint      not null default 0
);

create table campaign_member (
    campaign_id uuid        not null references campaign on delete cascade,
    contact_id  uuid        not null references contact on delete cascade,
    source      text        not null,               -- a user name or rule/ID
    alarm_id    uuid references alarm,
    entered_at  timestamptz not null default now(),
    primary key (campaign_id, contact_id)
);
create index campaign_member_entered on campaign_member (campaign_id, entered_at desc, contact_id);
create index campaign_member_contact on campaign_member (contact_id);
