-- After the migrations, as the owner of the schema.
grant usage on schema public to iotcrm_broker;
grant select on device, device_profile, device_credential, edge, provisioning_authority to iotcrm_broker;
grant update (last_used_at) on device_credential to iotcrm_broker;
grant execute on function register_by_certificate(uuid, text, text, timestamptz) to iotcrm_broker;
