-- Requests to the API that carry an Idempotency-Key, and what was answered. Kept for a day.
create table api_request (
    principal  text        not null,
    key        text        not null,
    request    text        not null,                -- method and path
    body_hash  bytea       not null,                -- SHA-256
    started_at timestamptz not null default now(),
    status     integer,                             -- null: being done, or its node died meanwhile
    location   text,
    etag       text,
    answer     text,                                -- never a secret
    primary key (principal, key)
);
create index api_request_started on api_request (started_at);
