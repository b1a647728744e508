-- A device as it was: who was connected when, and who changed what.
create table device_presence_history (
    device_id text        not null references device on delete cascade,
    at        timestamptz not null,
    span      bigint      not null,                 -- see device_presence
    connected boolean     not null,
    primary key (device_id, at, span, connected)
);
create index device_presence_history_at on device_presence_history using brin (at);

-- What is known of the time before.
insert into device_presence_history (device_id, at, span, connected)
    select device_id, connected_at, span, true from device_presence where connected_at is not null;
insert into device_presence_history (device_id, at, span, connected)
    select device_id, disconnected_at, case when connected then span - 1 else span end, false
      from device_presence where disconnected_at is not null
    on conflict do nothing;

create index audit_entry_object on audit_entry (object_type, object_id, at desc);

-- Stock. How many of an item were counted, and how long it takes to get more.
create table item_stock (
    item_id          uuid primary key references item on delete cascade,
    on_hand          double precision not null check (on_hand >= 0),
    counted_at       timestamptz      not null,     -- purchases after it are taken off
    reserve          double precision not null default 0,
    lead_days        integer          not null default 7,
    task_within_days integer,                       -- a task is made when it is empty so soon; null: never
    version          bigint           not null default 0
);
create index interaction_purchase on interaction (item_id, at) where kind = 'PURCHASE';

-- What the newest run says of each stock.
create table stock_forecast (
    subject      text primary key,                  -- device/ID/KEY or item/ID
    device_id    text references device on delete cascade,
    key          text,
    item_id      uuid references item on delete cascade,
    computed_at  timestamptz not null,
    cycle        text        not null,              -- changes with each refill or count
    level        double precision,
    reserve      double precision not null,
    lead_days    integer     not null,
    empty_at     timestamptz,                       -- null: not before looked_until, or skipped
    earliest     timestamptz,                       -- 80 of 100 from here
    latest       timestamptz,                       -- to here
    reorder_at   timestamptz,
    looked_until timestamptz,
    method       text,
    mae          double precision,                  -- of the use in an interval, on values that decided nothing
    baseline_mae double precision,
    skipped      text,                              -- see SkipReason; null: there is a forecast
    message      text,
    task_id      uuid references task on delete set null
);
create index stock_forecast_empty on stock_forecast (empty_at, subject);

create table forecast_job (
    one          boolean primary key default true check (one),
    requested_at timestamptz,
    requested_by text,
    started_at   timestamptz,
    finished_at  timestamptz,
    instance     text,
    message      text
);
insert into forecast_job default values;
