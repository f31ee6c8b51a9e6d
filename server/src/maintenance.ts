// Backup, restore and the check of the audit, from the machine itself, beside a running server or without one.
import { DomainError } from "@dual-high/kernel";
import { type AuditHead, type AuditReport, sealAudit, verifyAudit } from "./platform/audit/index.ts";
import {
  type BackupSummary,
  backup as backupDatabase,
  type Database,
  type DatabaseConfig,
  openDatabase,
  openSnapshot,
  type RestoreSummary,
  restore as restoreDatabase,
} from "./platform/db/index.ts";

export interface Backup extends BackupSummary {
  /** False when a running server has the folder: then the backup is of its newest snapshot, a few minutes old. */
  readonly isCurrent: boolean;
  /** Ends of the audit's chains, to be kept apart from the database: they prove that nothing before them was changed. */
  readonly auditHeads: readonly AuditHead[];
}

export async function backup(config: DatabaseConfig, file: string): Promise<Backup> {
  return onDatabase(config, async (db, asOf) => {
    const summary = await backupDatabase(db, file, asOf);
    const { heads } = await verifyAudit(db);
    return { ...summary, isCurrent: asOf === undefined, auditHeads: heads };
  });
}

/** Into an empty database only; the server that uses it is stopped. */
export async function restore(config: DatabaseConfig, file: string): Promise<RestoreSummary> {
  const db = await openDatabase(config);
  try {
    return await restoreDatabase(db, file);
  } finally {
    await db.close();
  }
}

/** What was written last is sealed first, so that it is part of what is checked. */
export async function auditVerify(config: DatabaseConfig, anchors: readonly AuditHead[] = []): Promise<AuditReport> {
  return onDatabase(config, async (db) => {
    await sealAudit(db);
    return verifyAudit(db, anchors);
  });
}

/** `work` on the database, or on its newest snapshot, of the time `asOf`, when a running server has the folder. */
async function onDatabase<T>(config: DatabaseConfig, work: (db: Database, asOf?: string) => Promise<T>): Promise<T> {
  const { db, taken } = await openDatabase(config).then(
    (opened) => ({ db: opened, taken: undefined }),
    async (error: unknown) => {
      const inUse = error instanceof DomainError && error.code === "platform.database_in_use";
      if (!inUse || config.folder === undefined) throw error;
      return openSnapshot(config.folder);
    },
  );
  try {
    return await work(db, taken);
  } finally {
    await db.close();
  }
}
