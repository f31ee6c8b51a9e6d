import process from "node:process";
import { parseArgs } from "node:util";
import { DomainError, LANGUAGES } from "@dual-high/kernel";
import { createApp } from "./app.ts";
import { inviteFirstAdministrators, runUpkeep } from "./modules/identity/index.ts";
import { ROLES } from "./platform/access/matrix.ts";
import { type Config, configError, readConfig } from "./platform/config.ts";
import { type Database, migrate, openDatabase } from "./platform/db/index.ts";
import { readCertificate, serve, type Serving } from "./platform/http/index.ts";
import type { JobRunner } from "./platform/jobs/index.ts";
import { createLog, type Log, writeBehind } from "./platform/log/index.ts";
import { type Dispatcher, startDispatcher } from "./platform/outbox/index.ts";
import { startUpkeep } from "./platform/upkeep.ts";

const PARTS = ["all", "web", "worker"] as const;
type Part = (typeof PARTS)[number];

// People read standard output; machines read the log on standard error.
function say(...lines: string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}

function readPart(args: readonly string[]): Part {
  const { values } = parseArgs({ args: [...args], options: { role: { type: "string", default: "all" } } });
  const part = PARTS.find((name) => name === values.role);
  if (part !== undefined) return part;
  const text = { zh: `${values.role} 不对，应为 ${PARTS.join("、")}`, en: `${values.role} is not ${PARTS.join(", ")}` };
  throw configError("config.invalid", { problems: [{ name: "--role", text }] });
}

async function start(part: Part, config: Config, log: Log): Promise<() => Promise<void>> {
  const certificate = readCertificate(config);
  const db = await openDatabase({
    url: config.DATABASE_URL,
    folder: config.DATA_DIR,
    notice: ({ event, ...rest }) => log.warn(`database.${event}`, { ...rest }),
  });
  let serving: Serving | null = null;
  let dispatcher: Dispatcher | null = null;
  let jobs: JobRunner | null = null;
  let upkeep: ReturnType<typeof startUpkeep> | null = null;
  const stop = async () => {
    await serving?.stop();
    await jobs?.stop();
    await upkeep?.stop();
    await dispatcher?.stop();
    await db.close();
  };
  try {
    for (const name of await migrate(db)) log.info("database.migrated", { migration: name });
    const app = createApp({ config, db, log });
    if (part !== "worker") serving = await serve(app, config, certificate);
    if (part !== "web")
      dispatcher = startDispatcher(db, app.outbox, {
        onFailure: ({ error, parked, ...which }) =>
          log[parked ? "error" : "warn"]("outbox.failed", { ...which, parked, failure: error }),
      });
    if (part !== "web") {
      jobs = await app.startJobs({
        onError: (failure) => log.warn("jobs.queue_failed", { failure }),
        onFailure: ({ error, ...which }) => log.warn("jobs.failed", { ...which, failure: error }),
      });
      const alsoTidy = async () => {
        await runUpkeep(db);
        await app.files.sweepFiles(db);
      };
      upkeep = startUpkeep(db, { alsoTidy, onError: (failure) => log.warn("upkeep.failed", { failure }) });
    }
    await greet(db, serving === null ? null : (config.PUBLIC_URL ?? serving.url));
    log.info("server.started", { part, database: db.kind });
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

async function greet(db: Database, url: string | null): Promise<void> {
  if (url === null) {
    say("双高协同后台任务已启动 / Dual-High worker is running");
    return;
  }
  say(`双高协同已启动 / Dual-High is running: ${url}`);
  const vacant = await inviteFirstAdministrators(db);
  if (vacant.length === 0) return;
  say(
    "还没有管理员。请由三个人分别用下面的一次性令牌设置密码（POST /api/invitations/accept），14 天内有效，只显示这一次：",
  );
  say(
    "There are no administrators yet. Three people each take up one of these tokens and set a password",
    "(POST /api/invitations/accept); shown once, good for 14 days:",
  );
  for (const { role, login, handout } of vacant) {
    say(`  ${ROLES[role].zh} / ${ROLES[role].en} (${login}): ${handout.token}`);
  }
}

/** A bad start ends with what is wrong, in both languages, and without a stack for what a person can mend. */
function refuse(error: unknown): never {
  const isKnown = error instanceof DomainError;
  const lines = isKnown
    ? LANGUAGES.map((language) => error.text(language))
    : [String((error as Error)?.stack ?? error)];
  process.stderr.write(`${lines.join("\n")}\n`);
  process.exit(isKnown && error.kind === "validation" ? 2 : 1);
}

async function main(): Promise<void> {
  const part = readPart(process.argv.slice(2));
  const config = readConfig(process.env);
  const log = createLog({ level: config.LOG_LEVEL, write: writeBehind((text) => process.stderr.write(text)) });
  const stop = await start(part, config, log);

  let stopping = false;
  const end = (why: string, code: number) => {
    // Asked a second time: now.
    if (stopping) process.exit(1);
    stopping = true;
    log.info("server.stopping", { why });
    stop().then(
      () => {
        log.info("server.stopped");
        process.exit(code);
      },
      (error: unknown) => {
        log.error("server.stop_failed", { failure: error });
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", () => end("SIGTERM", 0));
  process.on("SIGINT", () => end("SIGINT", 0));
  // A launcher holds the other end; when it is killed, nobody would stop us.
  process.on("disconnect", () => end("launcher ended", 0));
  for (const event of ["uncaughtException", "unhandledRejection"]) {
    process.on(event, (failure: unknown) => {
      log.error("server.failed", { failure });
      end(event, 1);
    });
  }
}

main().catch(refuse);
