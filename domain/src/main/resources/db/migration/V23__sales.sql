-- Pipelines and stages ----------------------------------------------------------------------
create table pipeline (
    id         uuid primary key,
    key        text        not null unique,         -- what the API calls it
    name       text        not null,
    place      integer     not null,                -- its place among the pipelines
    is_default boolean     not null default false,  -- where deals go that name none
    retired_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version    bigint      not null default 0       -- changes with each change of its stages too
);
create unique index pipeline_default on pipeline (is_default) where is_default;

create table pipeline_stage (
    id          uuid primary key,
    pipeline_id uuid    not null references pipeline,
    key         text    not null,                   -- what the API calls it, e.g. QUALIFIED
    name        text    not null,
    place       integer not null,
    kind        text    not null check (kind in ('OPEN', 'WON', 'LOST')),
    probability integer not null check (probability between 0 and 100), -- of being won, in percent
    category    text    not null check (category in ('PIPELINE', 'BEST_CASE', 'COMMIT')),
    colour      text    not null,                   -- a colour token of the portal: info, good, minor, ...
    retired_at  timestamptz,
    unique (pipeline_id, key)
);

insert into pipeline (id, key, name, place, is_default) values (gen_random_uuid(), 'sales', 'Sales', 0, true);
insert into pipeline_stage (id, pipeline_id, key, name, place, kind, probability, category, colour)
    select gen_random_uuid(), p.id, s.key, s.name, s.place, s.kind, s.probability, s.category, s.colour
      from pipeline p,
           (values ('NEW', 'New', 0, 'OPEN', 10, 'PIPELINE', 'info'),
                   ('QUALIFIED', 'Qualified', 1, 'OPEN', 30, 'BEST_CASE', 'warning'),
                   ('PROPOSED', 'Proposed', 2, 'OPEN', 60, 'COMMIT', 'minor'),
                   ('WON', 'Won', 3, 'WON', 100, 'COMMIT', 'good'),
                   ('LOST', 'Lost', 4, 'LOST', 0, 'PIPELINE', 'critical'))
             as s (key, name, place, kind, probability, category, colour);

-- Why deals are lost ------------------------------------------------------------------------
create table loss_reason (
    id         uuid primary key,
    name       text    not null unique,
    place      integer not null,
    retired_at timestamptz,
    version    bigint  not null default 0
);
insert into loss_reason (id, name, place)
    select gen_random_uuid(), name, place
      from unnest(array ['Price', 'Competitor', 'No budget', 'No decision', 'Missing feature', 'Bad timing', 'No answer'])
             with ordinality as r (name, place);

-- Deals -------------------------------------------------------------------------------------
alter table deal
    add column stage_id       uuid references pipeline_stage,
    add column stage_since    timestamptz,          -- when it came to its stage
    add column source         text,                 -- where it came from, e.g. device, referral, web
    add column lost_reason_id uuid references loss_reason,
    add column competitor     text,                 -- to whom it was lost
    add column lost_note      text;
comment on column deal.lost_note is 'personal data: free text';
update deal d set stage_id = s.id, stage_since = coalesce(d.closed_at, d.created_at),
                  source = case when d.alarm_id is not null or d.device_id is not null then 'device' end
  from pipeline_stage s join pipeline p on p.id = s.pipeline_id and p.is_default
 where s.key = d.stage;
alter table deal
    alter column stage_id set not null,
    alter column stage_since set not null,
    drop column stage;
create index deal_stage on deal (stage_id, stage_since desc, id);
create index deal_closed on deal (closed_at desc, id) where closed_at is not null;
create index deal_close_on on deal (close_on) where closed_at is null;

-- Each stay of a deal in a stage begins with a row here. What the deal was worth is kept with it,
-- so that a forecast of the past can be made again from what was known then.
create table deal_stage_change (
    id         uuid primary key,
    deal_id    uuid        not null references deal on delete cascade,
    from_stage uuid references pipeline_stage,      -- null: the deal is new
    from_since timestamptz,                         -- since when it was there
    to_stage   uuid        not null references pipeline_stage,
    at         timestamptz not null,
    actor      text        not null,                -- a user name, rule/ID, or system
    amount     numeric(12, 2),
    currency   char(3),
    close_on   date
);
comment on column deal_stage_change.actor is 'personal data: a user name';
create index deal_stage_change_deal on deal_stage_change (deal_id, at, id);
create index deal_stage_change_at on deal_stage_change (at);
insert into deal_stage_change (id, deal_id, from_stage, from_since, to_stage, at, actor, amount, currency, close_on)
    select gen_random_uuid(), d.id, null, null, d.stage_id, d.stage_since, 'system', d.amount, d.currency, d.close_on
      from deal d;

-- Forecasts ---------------------------------------------------------------------------------
-- What was forecast at the beginning of a month, for it and the months after it. Written at once for a month.
create table sales_forecast_snapshot (
    month       date           not null,            -- first day of the month in which it was made
    target      date           not null,            -- first day of the month that it is about
    pipeline_id uuid           not null references pipeline,
    owner_id    uuid references app_user,
    team        text,                               -- the deals' own team
    currency    char(3)        not null,
    method      text           not null check (method in ('STAGE', 'HISTORY', 'COMMITTED', 'BEST_CASE', 'NAIVE')),
    amount      numeric(16, 2) not null
);
create unique index sales_forecast_snapshot_once
    on sales_forecast_snapshot (month, target, pipeline_id, owner_id, team, currency, method) nulls not distinct;
create table sales_forecast_run (
    month    date primary key,
    taken_at timestamptz not null,
    rows     integer     not null
);

-- Tasks -------------------------------------------------------------------------------------
alter table task
    add column kind        text not null default 'TODO' check (kind in ('CALL', 'EMAIL', 'MEETING', 'TODO')),
    add column deal_id     uuid references deal on delete set null,
    add column remind_at   timestamptz,
    add column reminded_at timestamptz,
    add column repeat_days integer check (repeat_days between 1 and 366);
create index task_remind on task (remind_at) where status = 'OPEN' and reminded_at is null;
create index task_deal on task (deal_id);
create index task_due on task (due_at, id) where status = 'OPEN';
