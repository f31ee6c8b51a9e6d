// What the command line does on the machine itself, beside the server: it opens the database as the server does.
export {
  auditVerify,
  type Backup,
  backup,
  type MachineConfig,
  readMachineConfig,
  recoverAdministrator,
  restore,
} from "./maintenance.ts";
export type { AuditHead, AuditReport } from "./platform/audit/index.ts";
export type { RestoreSummary } from "./platform/db/index.ts";
