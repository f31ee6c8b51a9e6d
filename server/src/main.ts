import process from "node:process";
import { parseArgs } from "node:util";
import { DomainError, LANGUAGES } from "@dual-high/kernel";
import { type App, createApp, DEADLINES } from "./app.ts";
import { type FirstStart, prepare } from "./first-start/prepare.ts";
import type { SampleAccount } from "./first-start/sample-pair.ts";
import { indexUnfoundChallenges } from "./modules/challenges/index.ts";
import { indexUnfoundCalls } from "./modules/transformation/index.ts";
import { welcomeWuxi } from "./first-start/wuxi/welcome.ts";
import { turnLines } from "./modules/facilities/index.ts";
import { remindOfDeadlines } from "./modules/notify/index.ts";
import { inviteFirstAdministrators, runUpkeep } from "./modules/identity/index.ts";
import { tidyRuns } from "./modules/matchmaking/index.ts";
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

/** What the system is shown with: the pair of Wuxi, as the source tells of it. */
const STORIES = ["wuxi"] as const;
type Story = (typeof STORIES)[number];

interface Options {
  readonly part: Part;
  readonly firstStart: FirstStart;
  readonly story: Story | null;
}

function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      role: { type: "string", default: "all" },
      sample: { type: "boolean", default: false },
      empty: { type: "boolean", default: false },
      story: { type: "string" },
    },
  });
  const part = readName("--role", values.role, PARTS);
  const story = values.story === undefined ? null : readName("--story", values.story, STORIES);
  const firstStart = values.empty ? "empty" : values.sample ? "sample" : "registry";
  return { part, firstStart, story };
}

function readName<N extends string>(option: string, value: string, names: readonly N[]): N {
  const name = names.find((each) => each === value);
  if (name !== undefined) return name;
  const text = { zh: `${value} 不对，应为 ${names.join("、")}`, en: `${value} is not ${names.join(", ")}` };
  throw configError("config.invalid", { problems: [{ name: option, text }] });
}

async function start({ part, firstStart, story }: Options, config: Config, log: Log): Promise<() => Promise<void>> {
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
    const url = serving === null ? null : (config.PUBLIC_URL ?? serving.url);
    // Before what takes longer: whoever opens the page is answered from now on.
    if (url === null) say("双高协同后台任务已启动 / Dual-High worker is running");
    else say(`双高协同已启动 / Dual-High is running: ${url}`);
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
        await tidyRuns(db, app.files);
        await indexUnfoundChallenges(db);
        await indexUnfoundCalls(db);
        await app.files.sweepFiles(db);
      };
      const alsoTurn = async () => {
        await turnLines(db, app.outbox);
        await remindOfDeadlines(db, DEADLINES);
      };
      upkeep = startUpkeep(db, { alsoTidy, alsoTurn, onError: (failure) => log.warn("upkeep.failed", { failure }) });
    }
    if (url !== null) {
      if (story !== null) await tell(app, db, { folder: config.DATA_DIR, url });
      await welcome(db, firstStart, url);
    }
    log.info("server.started", { part, database: db.kind });
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

async function tell(
  { outbox, files }: App,
  db: Database,
  where: { readonly folder: string; readonly url: string },
): Promise<void> {
  await welcomeWuxi({ db, outbox, files }, { ...where, say });
}

/** What the first start prints is read on the terminal alone: it is in no log. */
async function welcome(db: Database, firstStart: FirstStart, url: string): Promise<void> {
  const accounts = await prepare(db, firstStart);
  if (accounts !== null) sayAccounts(accounts);
  const vacant = await inviteFirstAdministrators(db);
  if (vacant.length === 0) return;
  say(
    "还没有管理员。请由三个人分别打开下面的一次性链接设置密码，14 天内有效，只显示这一次：",
    "There are no administrators yet. Three people each open one of these links and set a password; shown once, good for",
    "14 days:",
  );
  for (const { role, login, handout } of vacant) {
    say(`  ${ROLES[role].zh} / ${ROLES[role].en} (${login}): ${url}${handout.path}`);
  }
}

function sayAccounts(accounts: readonly SampleAccount[]): void {
  const width = Math.max(...accounts.map(({ login }) => login.length));
  say(
    "样例账号（样例高新区 × 样例大学，数据均为虚构；密码只显示这一次）：",
    "Sample accounts (Sample High-tech Zone × Sample University, all made up; the passwords are shown this once):",
    ...accounts.map(
      ({ role, login, password }) => `  ${login.padEnd(width)}  ${password}  ${ROLES[role].zh} / ${ROLES[role].en}`,
    ),
    "样例清单（100 条需求、5,151 项成果、500 台仪器）正在后台装入，进度见页面右下角。不要样例：npm start -- --empty",
    "The sample lists (100 needs, 5,151 achievements, 500 instruments) are being taken in; the page shows how far it is.",
    "To start without a sample: npm start -- --empty",
  );
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
  const options = readOptions(process.argv.slice(2));
  const config = readConfig(process.env);
  const log = createLog({ level: config.LOG_LEVEL, write: writeBehind((text) => process.stderr.write(text)) });
  const stop = await start(options, config, log);

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
