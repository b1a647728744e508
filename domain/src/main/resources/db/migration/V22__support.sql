-- Support: business hours, service levels, queues, canned steps, merged tickets, satisfaction.
create table business_calendar (
    id         uuid primary key,
    name       text        not null unique,
    time_zone  text        not null,                -- IANA, e.g. Europe/Riga
    hours      jsonb       not null,                -- {"MONDAY": ["09:00-12:00", "13:00-17:00"], ...}
    holidays   jsonb       not null default '[]',   -- ["2026-12-25", ...]: closed all day
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version    bigint      not null default 0
);

create table support_queue (
    id          uuid primary key,
    name        text        not null unique,
    description text,
    assignment  text        not null default 'MANUAL', -- MANUAL, ROUND_ROBIN, LEAST_OPEN
    standard    boolean     not null default false, -- takes what names no queue
    owner_id    uuid references app_user,
    team        text,
    created_at  timestamptz not null default now(),
    updated_at  timestamptz not null default now(),
    version     bigint      not null default 0
);
create unique index support_queue_standard on support_queue (standard) where standard;

create table support_queue_member (
    queue_id uuid not null references support_queue on delete cascade,
    user_id  uuid not null references app_user on delete cascade,
    given_at timestamptz,                           -- when a ticket was last given to that person by itself
    primary key (queue_id, user_id)
);
create index support_queue_member_user on support_queue_member (user_id);

create table sla_policy (
    id                     uuid primary key,
    name                   text        not null unique,
    priority               text,                    -- null: any
    queue_id               uuid references support_queue, -- null: any
    calendar_id            uuid references business_calendar, -- null: around the clock
    first_response_minutes integer,                 -- business minutes; null: no such target
    resolution_minutes     integer,
    warn_minutes           integer     not null default 30, -- a target is near when so many business minutes are left
    notify_assignee        boolean     not null default true,
    notify_team            text,
    raise_priority         boolean     not null default false,
    escalate_to            uuid references app_user,
    enabled                boolean     not null default true,
    created_at             timestamptz not null default now(),
    updated_at             timestamptz not null default now(),
    version                bigint      not null default 0,
    check (num_nonnulls(first_response_minutes, resolution_minutes) > 0)
);
create unique index sla_policy_of on sla_policy
    (coalesce(priority, ''), coalesce(queue_id, '00000000-0000-0000-0000-000000000000')) where enabled;

-- Two clocks for each ticket. used_millis is business time until since; since is null while a clock stands.
alter table ticket
    add column queue_id              uuid references support_queue,
    add column tags                  text   not null default '', -- "|vip|freezer|": each between bars
    add column merged_into_id        uuid references ticket,
    add column sla_policy_id         uuid references sla_policy,
    add column sla_next_at           timestamptz,  -- when somebody has to look at the clocks; null: never
    add column response_target_millis bigint,
    add column response_used_millis  bigint,
    add column response_since        timestamptz,
    add column response_near_at      timestamptz,
    add column response_due_at       timestamptz,
    add column response_warned_at    timestamptz,
    add column response_breached_at  timestamptz,
    add column response_done_at      timestamptz,
    add column resolution_target_millis bigint,
    add column resolution_used_millis bigint,
    add column resolution_since      timestamptz,
    add column resolution_near_at    timestamptz,
    add column resolution_due_at     timestamptz,
    add column resolution_warned_at  timestamptz,
    add column resolution_breached_at timestamptz,
    add column resolution_done_at    timestamptz;
create index ticket_sla_next on ticket (sla_next_at) where sla_next_at is not null;
create index ticket_queue on ticket (queue_id, created_at desc, id) where queue_id is not null;
create index ticket_merged on ticket (merged_into_id) where merged_into_id is not null;
create index alarm_ticket on alarm (ticket_id) where ticket_id is not null;
create index timeline_ref on timeline_entry (ref_id) where ref_type = 'ticket';
comment on column ticket.subject is 'personal data: may name a customer';
comment on column ticket.description is 'personal data: may name a customer';
comment on column ticket_comment.body is 'personal data: may name a customer';

create table ticket_macro (
    id          uuid primary key,
    name        text        not null unique,
    description text,
    steps       jsonb       not null,               -- see MacroSteps
    enabled     boolean     not null default true,
    owner_id    uuid references app_user,
    team        text,
    created_at  timestamptz not null default now(),
    updated_at  timestamptz not null default now(),
    version     bigint      not null default 0
);

create table ticket_merge (
    id          uuid primary key,
    from_id     uuid        not null references ticket,
    into_id     uuid        not null references ticket,
    from_status text        not null,               -- what it was before, to be put back
    moved       jsonb       not null,               -- ids by table: what undoing moves back
    merged_by   text        not null,
    merged_at   timestamptz not null default now(),
    undone_by   text,
    undone_at   timestamptz
);
create index ticket_merge_into on ticket_merge (into_id, merged_at desc);
create index ticket_merge_from on ticket_merge (from_id, merged_at desc);

-- One question to the customer for each ticket. The link's token is sealed, and not kept.
create table ticket_survey (
    ticket_id   uuid primary key references ticket on delete cascade,
    sent_at     timestamptz not null default now(),
    expires_at  timestamptz not null,
    answered_at timestamptz,
    score       integer check (score between 1 and 5),
    comment     text,
    check ((answered_at is null) = (score is null))
);
create index ticket_survey_answered on ticket_survey (answered_at) where answered_at is not null;
comment on column ticket_survey.comment is 'personal data: a customer''s own words';
