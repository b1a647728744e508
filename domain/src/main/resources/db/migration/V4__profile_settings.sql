-- What a profile says beyond its series, one section per concern; see ProfileSettings.
alter table device_profile add column settings jsonb not null default '{}';
