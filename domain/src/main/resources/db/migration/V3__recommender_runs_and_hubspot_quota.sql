-- The recommender's runs, what a model needs besides its weights, and what the cluster may still ask of HubSpot.

-- One row for each run of the job. An instance that takes a run over from a dead one writes its own name in.
create table recommender_run (
    id           uuid primary key,
    state        text        not null,              -- REQUESTED, RUNNING, COMPLETED, FAILED
    requested_by text        not null,              -- a user name, or timer
    instance     text,
    execution_id bigint,
    step         text,                              -- TRAIN, RECOMMEND, EXPORT
    done         bigint      not null default 0,
    total        bigint      not null default 0,
    takeovers    integer     not null default 0,
    message      text,
    requested_at timestamptz not null default now(),
    started_at   timestamptz,
    heartbeat_at timestamptz,
    finished_at  timestamptz
);
create unique index recommender_run_open on recommender_run ((true)) where state in ('REQUESTED', 'RUNNING');
create index recommender_run_requested on recommender_run (requested_at desc);

-- For each item the sum of its customers' strengths, float32, big endian: what is offered to someone of whom nothing is known.
alter table recommender_model add column popularity bytea not null default ''::bytea;
-- The run that made it: a run that is taken over does not train twice.
alter table recommender_model add column run_id uuid;
create unique index recommender_model_run on recommender_model (run_id);

create index offer_feedback_model on offer_feedback (model_number, event);

-- A token bucket for the whole cluster; blocked_until is what HubSpot asked for last.
create table hubspot_quota (
    name          text primary key,
    tokens        double precision not null,
    refilled_at   timestamptz      not null default clock_timestamp(),
    blocked_until timestamptz
);
-- Requests by the hour: the account's own midnight is not known here, so the daily limit is kept over any 25 hours.
create table hubspot_usage (
    hour     timestamptz primary key,
    requests bigint not null
);

alter table hubspot_contact add column waiting_since timestamptz;
