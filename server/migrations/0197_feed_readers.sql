-- A calendar is read with the rights of who made its address, as they are then.
GRANT EXECUTE ON FUNCTION caller_grants(uuid, text[]) TO dualhigh_system;
