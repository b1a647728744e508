-- After the migrations, as the owner of the schema.
grant usage on schema public to iotcrm_broker;
grant select on device, device_credential, edge to iotcrm_broker;
