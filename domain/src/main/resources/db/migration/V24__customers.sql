-- Leads, and finding things: full text and trigrams over everything that people look for, timelines by keyset.

-- Trusted since PostgreSQL 13: the owner of the database may create it.
create extension if not exists pg_trgm;

-- Leads: people who may become customers ------------------------------------------------------
create table lead (
    id             uuid primary key,
    first_name     text        not null default '',
    last_name      text        not null default '',
    company        text,
    job_title      text,
    email          text,
    phone          text,
    website        text,
    city           text,
    source         text        not null,            -- WEB, REFERRAL, EVENT, CAMPAIGN, PARTNER, COLD_CALL, DEVICE, OTHER
    status         text        not null,            -- NEW, WORKING, QUALIFIED, DISQUALIFIED, CONVERTED
    score          integer     not null,            -- 0 to 100
    note           text,
    lost_reason    text,
    owner_id       uuid references app_user,
    team           text references team (name) on update cascade on delete set null,
    account_id     uuid references account on delete set null, -- what it became
    contact_id     uuid references contact on delete set null,
    deal_id        uuid references deal on delete set null,
    converted_at   timestamptz,
    converted_by   text,
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now(),
    version        bigint      not null default 0,
    check (first_name <> '' or last_name <> '' or company is not null),
    check (score between 0 and 100),
    check ((status = 'CONVERTED') = (converted_at is not null))
);
comment on column lead.first_name is 'personal data';
comment on column lead.last_name is 'personal data';
comment on column lead.email is 'personal data';
comment on column lead.phone is 'personal data';
comment on column lead.job_title is 'personal data';
comment on column lead.note is 'personal data';
create index lead_score on lead (score desc, id);
create index lead_owner on lead (owner_id, status);
create index lead_of_team on lead (team) where team is not null;
create index lead_email on lead (lower(email));
create index lead_account on lead (account_id);
create index lead_contact on lead (contact_id);
create index lead_deal on lead (deal_id);

-- The timeline --------------------------------------------------------------------------------
-- What happens to a lead before it is a customer; it stays with the customer that the lead becomes.
alter table timeline_entry add column lead_id uuid references lead;
create index timeline_lead on timeline_entry (lead_id, at desc, id, kind) where lead_id is not null;
-- The kind is the last key, so that a filter on kinds is decided in the index, in the order of the list.
create index timeline_account_kind on timeline_entry (account_id, at desc, id, kind);
create index timeline_contact_kind on timeline_entry (contact_id, at desc, id, kind);
create index timeline_device_kind on timeline_entry (device_id, at desc, id, kind);
drop index timeline_account;
drop index timeline_contact;
drop index timeline_device;

-- Tags and custom fields ----------------------------------------------------------------------
create table custom_field (
    id            uuid primary key,
    object        text        not null check (object in ('account', 'contact', 'lead')),
    key           text        not null,
    label         text        not null,
    type          text        not null,             -- TEXT, NUMBER, DATE, CHOICE, YES_NO
    required      boolean     not null default false,
    choices       jsonb       not null default '[]',
    default_value text,
    help          text,
    personal      boolean     not null default false, -- whether its values are personal data
    listed        boolean     not null default false,
    position      integer     not null default 0,
    retired_at    timestamptz,
    created_at    timestamptz not null default now(),
    updated_at    timestamptz not null default now(),
    version       bigint      not null default 0,
    unique (object, key)
);

do $$
declare
    kind text;
begin
    foreach kind in array array['account', 'contact', 'lead'] loop
        execute format($f$alter table %I
            add column tags jsonb not null default '[]' check (jsonb_typeof(tags) = 'array'),
            add column custom jsonb not null default '{}' check (jsonb_typeof(custom) = 'object')$f$, kind);
        execute format('create index %I on %I using gin (tags)', kind || '_tags', kind);
        execute format($f$comment on column %I.custom is
            'values of custom fields; personal data where custom_field.personal'$f$, kind);
    end loop;
end $$;

-- For filters of lists; inlined, so that the index on the tags decides it.
create function has_tag(tags jsonb, tag text) returns boolean language sql stable parallel safe
    return tags @> to_jsonb(tag);

-- Search --------------------------------------------------------------------------------------
-- One text per record. Words are found through the text search index; parts of words and misspelt words through the
-- trigrams. What is added to the text of a record is added here and nowhere else.
alter table account add column search_text text generated always as (
    name || ' ' || coalesce(city, '') || ' ' || coalesce(industry, '') || ' ' || coalesce(website, '') || ' '
    || coalesce(phone, '') || ' ' || regexp_replace(coalesce(phone, ''), '[^0-9]', '', 'g') || ' '
    || translate(tags::text || jsonb_path_query_array(custom, '$.*')::text, '[]",', '    ')) stored;
alter table contact add column search_text text generated always as (
    first_name || ' ' || last_name || ' ' || coalesce(email, '') || ' ' || coalesce(external_id, '') || ' '
    || coalesce(phone, '') || ' ' || regexp_replace(coalesce(phone, ''), '[^0-9]', '', 'g') || ' '
    || translate(tags::text || jsonb_path_query_array(custom, '$.*')::text, '[]",', '    ')) stored;
alter table lead add column search_text text generated always as (
    first_name || ' ' || last_name || ' ' || coalesce(company, '') || ' ' || coalesce(email, '') || ' '
    || coalesce(website, '') || ' ' || coalesce(city, '') || ' ' || coalesce(job_title, '') || ' '
    || coalesce(phone, '') || ' ' || regexp_replace(coalesce(phone, ''), '[^0-9]', '', 'g') || ' '
    || translate(tags::text || jsonb_path_query_array(custom, '$.*')::text, '[]",', '    ')) stored;
alter table deal add column search_text text generated always as (name) stored;
alter table ticket add column search_text text generated always as (
    '#' || number::text || ' ' || subject || ' ' || coalesce(description, '')) stored;
alter table task add column search_text text generated always as (
    subject || ' ' || coalesce(description, '')) stored;
alter table device add column search_text text generated always as (
    name || ' ' || id || ' ' || coalesce(site, '')) stored;
alter table campaign add column search_text text generated always as (
    name || ' ' || coalesce(description, '')) stored;
alter table item add column search_text text generated always as (
    name || ' ' || sku || ' ' || category) stored;

do $$
declare
    kind text;
begin
    foreach kind in array array['account', 'contact', 'lead', 'deal', 'ticket', 'task', 'device', 'campaign', 'item'] loop
        execute format('create index %I on %I using gin (to_tsvector(''simple'', search_text))', kind || '_words', kind);
        execute format('create index %I on %I using gin (search_text gin_trgm_ops)', kind || '_trigrams', kind);
    end loop;
end $$;

-- Duplicates ----------------------------------------------------------------------------------
-- Two records that may be the same, found by a job; first_id is the smaller of the two.
create table duplicate_pair (
    id         uuid primary key,
    object     text          not null check (object in ('account', 'contact')),
    first_id   uuid          not null,
    second_id  uuid          not null,
    likeness   numeric(4, 3) not null,
    reasons    text          not null,              -- EMAIL,PHONE,...
    state      text          not null default 'OPEN', -- OPEN, DISMISSED
    found_at   timestamptz   not null default now(),
    decided_at timestamptz,
    decided_by text,
    unique (object, first_id, second_id),
    check (first_id < second_id)
);
create index duplicate_pair_open on duplicate_pair (object, likeness desc, id) where state = 'OPEN';
create index duplicate_pair_second on duplicate_pair (second_id);

-- How far the job has come: records that were changed later are looked at next.
create table duplicate_scan (
    object text primary key,
    at     timestamptz not null,
    id     uuid        not null
);

-- What became one, with all that is needed to take it back.
create table record_merge (
    id          uuid primary key,
    object      text        not null check (object in ('account', 'contact')),
    kept_id     uuid        not null,
    merged_id   uuid        not null,
    kept_before jsonb       not null,
    changed     jsonb       not null,               -- the columns of the kept record that got another value
    merged      jsonb       not null,
    merged_at   timestamptz not null default now(),
    merged_by   text        not null,
    undone_at   timestamptz,
    undone_by   text
);
comment on column record_merge.kept_before is 'personal data';
comment on column record_merge.changed is 'personal data';
comment on column record_merge.merged is 'personal data';
create index record_merge_at on record_merge (merged_at desc, id);
create index record_merge_kept on record_merge (kept_id);

create table record_merge_move (
    merge_id    uuid  not null references record_merge on delete cascade,
    table_name  text  not null,
    column_name text  not null,
    row_key     jsonb,                              -- the primary key of a row that moved
    removed     jsonb,                              -- a row that gave way to one of the kept record
    check (num_nonnulls(row_key, removed) = 1)
);
comment on column record_merge_move.removed is 'personal data';
create index record_merge_move_merge on record_merge_move (merge_id);
