import { type DomainError, defineErrors } from "@dual-high/kernel";

export const dbError = defineErrors({
  "platform.database_unavailable": {
    kind: "unavailable",
    message: {
      zh: () => "数据库暂时连接不上，请稍后重试；没有得到确认的操作，请在恢复后核对。",
      en: () =>
        "The database cannot be reached at the moment. Try again shortly, and check what was not yet confirmed.",
    },
  },
  "platform.database_busy": {
    kind: "unavailable",
    message: {
      zh: () => "同一内容正由另一项操作占用，本次没有保存。请稍后重试。",
      en: () => "Another operation holds the same records, and nothing was saved. Try again shortly.",
    },
  },
  "platform.disk_full": {
    kind: "unavailable",
    message: {
      zh: () => "服务器磁盘空间已满，本次内容没有保存。请通知系统管理员清理空间后重试。",
      en: () => "The server's disk is full and nothing was saved. Tell the system administrator, then try again.",
    },
  },
  "platform.database_in_use": {
    kind: "conflict",
    message: {
      zh: ({ folder, pid, since, host }: { folder: string; pid: string; since: string; host: string }) =>
        `数据文件夹 ${folder} 正由另一个进程使用（进程号 ${pid}，主机 ${host}，自 ${since} 起）。请先停止它，或换一个数据文件夹。`,
      en: ({ folder, pid, since, host }: { folder: string; pid: string; since: string; host: string }) =>
        `The data folder ${folder} is in use by another process (pid ${pid} on ${host}, since ${since}). Stop it first, or choose another data folder.`,
    },
  },
  "platform.database_damaged": {
    kind: "unavailable",
    message: {
      zh: ({ folder, reason }: { folder: string; reason: string }) =>
        `数据文件夹 ${folder} 已损坏（${reason}），也没有完好的快照可用。文件夹保持原样，请用备份恢复到新的文件夹。`,
      en: ({ folder, reason }: { folder: string; reason: string }) =>
        `The data folder ${folder} is damaged (${reason}) and no good snapshot is left. It was not touched; restore a backup into a new folder.`,
    },
  },
  "platform.no_snapshot": {
    kind: "conflict",
    message: {
      zh: ({ folder }: { folder: string }) =>
        `数据文件夹 ${folder} 正在使用，也还没有快照。请几分钟后再试，或先停止服务。`,
      en: ({ folder }: { folder: string }) =>
        `The data folder ${folder} is in use and has no snapshot yet. Try again in a few minutes, or stop the server first.`,
    },
  },
  "platform.migration_changed": {
    kind: "conflict",
    message: {
      zh: ({ name }: { name: string }) =>
        `迁移文件 ${name} 在执行之后被改动过，已拒绝启动。请恢复原文件，把改动写进新的迁移。`,
      en: ({ name }: { name: string }) =>
        `Migration ${name} was changed after it had been run. Put the file back as it was and write the change as a new migration.`,
    },
  },
  "platform.migration_unknown": {
    kind: "conflict",
    message: {
      zh: ({ name }: { name: string }) =>
        `数据库里有本版本程序不认识的迁移 ${name}，它是由更新的版本写的。请用新版本程序打开。`,
      en: ({ name }: { name: string }) =>
        `The database holds migration ${name}, which this version does not know: a newer version wrote it. Open it with that version.`,
    },
  },
  "platform.migration_out_of_order": {
    kind: "conflict",
    message: {
      zh: ({ name, last }: { name: string; last: string }) =>
        `迁移 ${name} 排在已经执行的 ${last} 之前，已拒绝执行。请给它一个更大的编号。`,
      en: ({ name, last }: { name: string; last: string }) =>
        `Migration ${name} comes before ${last}, which has been run already. Give it a higher number.`,
    },
  },
  "platform.migration_failed": {
    kind: "conflict",
    message: {
      zh: ({ name, reason }: { name: string; reason: string }) =>
        `迁移 ${name} 执行失败，它的改动已全部撤回：${reason}`,
      en: ({ name, reason }: { name: string; reason: string }) =>
        `Migration ${name} failed and all of its changes were undone: ${reason}`,
    },
  },
  "platform.backup_damaged": {
    kind: "validation",
    message: {
      zh: ({ file, reason }: { file: string; reason: string }) =>
        `备份文件 ${file} 已损坏或不完整（${reason}），没有恢复任何内容。请换一份备份。`,
      en: ({ file, reason }: { file: string; reason: string }) =>
        `The backup ${file} is damaged or incomplete (${reason}). Nothing was restored; use another backup.`,
    },
  },
  "platform.backup_newer": {
    kind: "conflict",
    message: {
      zh: ({ file, name }: { file: string; name: string }) =>
        `备份文件 ${file} 由更新的版本写成（含迁移 ${name}），没有恢复任何内容。请用新版本程序恢复。`,
      en: ({ file, name }: { file: string; name: string }) =>
        `The backup ${file} was written by a newer version (it has migration ${name}). Nothing was restored; use that version.`,
    },
  },
  "platform.restore_not_empty": {
    kind: "conflict",
    message: {
      zh: ({ table }: { table: string }) =>
        `目标数据库不是空的（表 ${table} 里有内容），没有恢复任何内容。请恢复到空的数据库或新的数据文件夹。`,
      en: ({ table }: { table: string }) =>
        `The database is not empty (table ${table} has rows) and was left as it is. Restore into an empty database or a new data folder.`,
    },
  },
});

/** SQLSTATE codes with which a server says that it is not there, is going away or takes no more connections. */
const GONE = new Set(["57P01", "57P02", "57P03", "57P04", "53300", "25P03"]);
const NETWORK = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "ENOENT",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);
/** Waited too long for a lock, or was chosen to give way to others that wait in a circle. */
const BUSY = new Set(["55P03", "40P01", "40001"]);
/** Files fail with the same codes as sockets do. */
const ON_SOCKETS = new Set(["connect", "read", "write", "getaddrinfo"]);
/** What `pg` throws without a code when a connection breaks or none becomes free. */
const LOST =
  /Connection terminated|timeout exceeded when trying to connect|connection error and is not queryable|Client was closed|Cannot use a pool after calling end/i;
const DISK_FULL = /No space left on device|could not (?:extend|write to) file|ENOSPC/i;

export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (typeof code === "string") {
    return code.startsWith("08") || GONE.has(code) || (NETWORK.has(code) && ON_SOCKETS.has(String(syscall)));
  }
  return LOST.test(error.message);
}

/** Turns what the driver throws into the failures that everyone above understands; anything else is passed through. */
export function asDatabaseError(error: unknown): unknown {
  if (isConnectionLost(error)) return withCause(dbError("platform.database_unavailable", {}), error);
  const code = (error as { code?: unknown } | null)?.code;
  if (BUSY.has(String(code))) return withCause(dbError("platform.database_busy", {}), error);
  if (code === "53100" || (error instanceof Error && DISK_FULL.test(error.message))) {
    return withCause(dbError("platform.disk_full", {}), error);
  }
  return error;
}

function withCause(made: DomainError, cause: unknown): DomainError {
  made.cause = cause;
  return made;
}
