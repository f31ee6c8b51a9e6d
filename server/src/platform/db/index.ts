export { backup, type BackupSummary, type Contents } from "./backup.ts";
export { migrate } from "./migrate.ts";
export { openDatabase } from "./open.ts";
export { aside } from "./pool.ts";
export { restore, type RestoreSummary } from "./restore.ts";
export { openSnapshot } from "./snapshot-copy.ts";
export { type TransactionOptions, withActor, withSystem } from "./transaction.ts";
export type { Actor, Database, DatabaseConfig, DatabaseNotice, Tx } from "./types.ts";
