// A process that shares in a run and does nothing else, for tests that end it.
import process from "node:process";
import { helpRun } from "../src/modules/matchmaking/service/run-help.ts";
import { openDatabase } from "../src/platform/db/index.ts";
import { FileStore } from "../src/platform/files/index.ts";
import type { Outbox } from "../src/platform/outbox/index.ts";

const [url = "", folder = "", runId = "", leaseSeconds = ""] = process.argv.slice(2);
const db = await openDatabase({ url, folder });
// It emits nothing: only who leads a run does.
const tools = { db, files: new FileStore(folder, 1), outbox: null as unknown as Outbox };
const { signal } = new AbortController();
process.stdout.write(`${await helpRun(tools, runId, { signal, leaseSeconds: Number(leaseSeconds) })}\n`);
await db.close();
