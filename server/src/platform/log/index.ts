import { AsyncLocalStorage } from "node:async_hooks";
import { redact } from "./redact.ts";

export { writeBehind } from "./write-behind.ts";

const LEVELS = ["debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof LEVELS)[number];
type Fields = Readonly<Record<string, unknown>>;

/** One JSON object per line. `event` is a constant, `snake_case` with dots, so that a line can be searched for. */
export type Log = Readonly<Record<LogLevel, (event: string, fields?: Fields) => void>>;

interface LogOptions {
  readonly level: LogLevel;
  /** Takes one line, newline included. */
  readonly write: (line: string) => void;
  readonly now?: () => Date;
}

const request = new AsyncLocalStorage<string>();

/** Everything logged inside `fn`, however deep, carries the id of the request. */
export function withRequestId<T>(id: string, fn: () => T): T {
  return request.run(id, fn);
}

export function createLog({ level, write, now = () => new Date() }: LogOptions): Log {
  const least = LEVELS.indexOf(level);
  const at =
    (name: LogLevel) =>
    (event: string, fields: Fields = {}) => {
      if (LEVELS.indexOf(name) < least) return;
      const requestId = request.getStore();
      const head = { time: now().toISOString(), level: name, event, ...(requestId === undefined ? {} : { requestId }) };
      write(`${JSON.stringify({ ...(redact(fields) as object), ...head })}\n`);
    };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

export const silentLog: Log = createLog({ level: "error", write: () => {} });
