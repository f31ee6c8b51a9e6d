// What the command line does on the machine itself, beside the server: it opens the database as the server does.
export { inviteFirstAdministrators, recoverAdministrator } from "./modules/identity/index.ts";
export { auditVerify, backup, restore } from "./maintenance.ts";
