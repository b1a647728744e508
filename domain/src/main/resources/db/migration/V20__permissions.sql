-- Teams, and what an administrator has changed about who may do what.

create table team (
    id          uuid primary key,
    name        text        not null unique,
    description text,
    created_at  timestamptz not null default now(),
    updated_at  timestamptz not null default now(),
    version     bigint      not null default 0
);

create table team_member (
    team_id uuid not null references team on delete cascade,
    user_id uuid not null references app_user on delete cascade,
    primary key (team_id, user_id)
);
create index team_member_user on team_member (user_id);

-- The names that were only text so far become teams; people stay in theirs.
insert into team (id, name)
select gen_random_uuid(), name
  from (select team as name from app_user union select team from account
        union select team from contact union select team from ticket) names
 where name is not null;
insert into team_member (team_id, user_id)
select t.id, u.id from app_user u join team t on t.name = u.team;
alter table app_user drop column team;

alter table deal add column team text;
alter table task add column team text;

-- A record names its team: a new name reaches it, and without the team it is its owner's teams'.
alter table account add constraint account_team foreign key (team)
    references team (name) on update cascade on delete set null;
alter table contact add constraint contact_team foreign key (team)
    references team (name) on update cascade on delete set null;
alter table deal add constraint deal_team foreign key (team)
    references team (name) on update cascade on delete set null;
alter table task add constraint task_team foreign key (team)
    references team (name) on update cascade on delete set null;
alter table ticket add constraint ticket_team foreign key (team)
    references team (name) on update cascade on delete set null;

create index account_of_team on account (team) where team is not null;
create index contact_of_team on contact (team) where team is not null;
create index contact_owner on contact (owner_id);
create index deal_of_team on deal (team) where team is not null;
create index task_of_team on task (team) where team is not null;
create index ticket_of_team on ticket (team) where team is not null;
create index ticket_assignee on ticket (assignee_id, created_at desc) where assignee_id is not null;

-- Only what differs from the standard, which the application knows: a role, a kind of record, an
-- action, and how far the role reaches with it.
create table permission_grant (
    role   text not null,
    kind   text not null,                           -- account, contact, ...
    action text not null,                           -- create, read, edit, delete, export
    scope  text not null check (scope in ('none', 'own', 'team', 'all')),
    primary key (role, kind, action)
);

create table permission_field (
    role   text not null,
    kind   text not null,
    field  text not null,                           -- the field's name in the API
    access text not null check (access in ('hidden', 'read-only')),
    primary key (role, kind, field)
);

-- One row. Every instance looks at it and reads anew what has changed.
create table permission_state (
    one            boolean primary key default true check (one),
    matrix_version bigint      not null default 0,
    changed_at     timestamptz,
    changed_by     text,
    teams_version  bigint      not null default 0
);
insert into permission_state default values;
comment on column permission_state.changed_by is 'personal data';

create function teams_changed() returns trigger language plpgsql as $$
begin
    update permission_state set teams_version = teams_version + 1;
    return null;
end $$;
create trigger team_changed after insert or update or delete on team
    for each statement execute function teams_changed();
create trigger team_member_changed after insert or delete on team_member
    for each statement execute function teams_changed();
