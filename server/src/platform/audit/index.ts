export { type AuditEntry, audit, eraseAuditPersonal } from "./audit.ts";
export { sealAudit } from "./seal.ts";
export { type AuditHead, type AuditReport, type AuditTampering, verifyAudit } from "./verify.ts";
export { type ActionCount, countActions } from "./count.ts";
