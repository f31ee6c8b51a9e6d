// Backup, restore and the check of the audit, from the machine itself, beside a running server or without one.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { DomainError, defineErrors } from "@dual-high/kernel";
import { type Handout, recoverAdministrator as recover } from "./modules/identity/index.ts";
import { filesFolderOf, readConfig } from "./platform/config.ts";
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
import { ContentFolder } from "./platform/files/index.ts";

const machineError = defineErrors({
  "machine.no_data": {
    kind: "validation",
    message: {
      zh: ({ place }: { readonly place: string }) =>
        `${place} 里没有双高协同的数据。请用 DATABASE_URL 或 DATA_DIR 指明数据的位置。`,
      en: ({ place }: { readonly place: string }) =>
        `There is no data of Dual-High in ${place}. Say with DATABASE_URL or DATA_DIR where it lies.`,
    },
  },
});

export interface Backup extends BackupSummary {
  /** False when a running server has the folder: then the backup is of its newest snapshot, a few minutes old. */
  readonly isCurrent: boolean;
  /** Ends of the audit's chains, to be kept apart from the database: they prove that nothing before them was changed. */
  readonly auditHeads: readonly AuditHead[];
}

/** Where this machine keeps its data: the database, and the contents of files beside it. */
export interface MachineConfig extends DatabaseConfig {
  /** Unset: `files` in the embedded database's folder. */
  readonly filesFolder?: string | undefined;
}

/** As the server reads its own: from DATABASE_URL, DATA_DIR and FILES_DIR. */
export function readMachineConfig(env: Readonly<Record<string, string | undefined>>): MachineConfig & {
  url?: string;
} & {
  readonly publicUrl: string | undefined;
} {
  const config = readConfig(env);
  return {
    ...(config.DATABASE_URL === undefined ? {} : { url: config.DATABASE_URL }),
    folder: config.DATA_DIR,
    filesFolder: filesFolderOf(config),
    publicUrl: config.PUBLIC_URL,
  };
}

function contentsOf({ filesFolder, folder }: MachineConfig): ContentFolder | undefined {
  const path = filesFolder ?? (folder === undefined ? undefined : join(folder, "files"));
  return path === undefined ? undefined : new ContentFolder(path);
}

export async function backup(config: MachineConfig, file: string): Promise<Backup> {
  return onDatabase(config, async (db, asOf) => {
    const summary = await backupDatabase(db, file, { asOf, contents: contentsOf(config) });
    const { heads } = await verifyAudit(db);
    return { ...summary, isCurrent: asOf === undefined, auditHeads: heads };
  });
}

/** Into an empty database only; the server that uses it is stopped. */
export async function restore(config: MachineConfig, file: string): Promise<RestoreSummary> {
  return onOpened(config, async (db) => restoreDatabase(db, file, contentsOf(config)));
}

/** What was written last is sealed first, so that it is part of what is checked. */
export async function auditVerify(config: MachineConfig, anchors: readonly AuditHead[] = []): Promise<AuditReport> {
  return onDatabase(config, async (db) => {
    await sealAudit(db);
    return verifyAudit(db, anchors);
  });
}

/** A one-time link with which an administrator sets a new password; the server that uses the folder is stopped. */
export async function recoverAdministrator(config: MachineConfig, login: string): Promise<Handout> {
  refuseMissingFolder(config);
  return onOpened(config, async (db) => {
    await refuseForeign(config, db);
    return recover(db, login);
  });
}

async function onOpened<T>(config: MachineConfig, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase(config);
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

/** `work` on the database, or on its newest snapshot, of the time `asOf`, when a running server has the folder. */
async function onDatabase<T>(config: MachineConfig, work: (db: Database, asOf?: string) => Promise<T>): Promise<T> {
  refuseMissingFolder(config);
  const { db, taken } = await openDatabase(config).then(
    (opened) => ({ db: opened, taken: undefined }),
    async (error: unknown) => {
      const inUse = error instanceof DomainError && error.code === "platform.database_in_use";
      if (!inUse || config.folder === undefined) throw error;
      return openSnapshot(config.folder);
    },
  );
  try {
    await refuseForeign(config, db);
    return await work(db, taken);
  } finally {
    await db.close();
  }
}

/** Opening an embedded database makes its folder: only where somebody means to. */
function refuseMissingFolder({ url, folder }: MachineConfig): void {
  if (url !== undefined || folder === undefined) return;
  if (!existsSync(join(folder, "data")) && !existsSync(join(folder, "snapshots"))) {
    throw machineError("machine.no_data", { place: folder });
  }
}

async function refuseForeign({ url, folder }: MachineConfig, db: Database): Promise<void> {
  const { rows } = await db.pool.query<{ ours: boolean }>(
    "SELECT to_regclass('public.schema_migrations') IS NOT NULL AS ours",
  );
  if (rows[0]?.ours === true) return;
  throw machineError("machine.no_data", { place: url === undefined ? (folder ?? "") : new URL(url).pathname.slice(1) });
}
