// The whole server in process, on a database of the test file's own, with people in it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createApp, type App } from "../src/app.ts";
import { hashPassword } from "../src/modules/identity/passwords.ts";
import {
  insertScope,
  insertSession,
  insertSystemScope,
  insertUser,
  savePassword,
} from "../src/modules/identity/queries.ts";
import { grantRole } from "../src/modules/identity/index.ts";
import { makeToken } from "../src/modules/identity/tokens.ts";
import { type Role, type ScopeKind, SYSTEM_SCOPE_ID } from "../src/platform/access/matrix.ts";
import { type Config, readConfig } from "../src/platform/config.ts";
import { type Database, withSystem } from "../src/platform/db/index.ts";
import { newId } from "../src/platform/ids.ts";
import { createLog } from "../src/platform/log/index.ts";
import { openTestDatabase, type TestDatabase } from "../src/platform/test-db.ts";

const ORIGIN = "http://127.0.0.1:8080";
export const PASSWORD = "a calm grey heron 7";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // What tests look into; a wrong field is a failing expectation.
  readonly body: Record<string, unknown>;
  readonly bytes: Uint8Array;
  /** The session that the answer put into the browser, or null. */
  readonly token: string | null;
}

export interface Call {
  readonly token?: string | null;
  readonly body?: unknown;
  /** A body that is a file. */
  readonly file?: { readonly name: string; readonly bytes: Uint8Array };
  readonly headers?: Readonly<Record<string, string>>;
  /** Where the connection comes from. */
  readonly peer?: string;
}

/** One folder of files for the test file, gone with its process. */
let filesFolder: string | undefined;

function folderOfFiles(): string {
  if (filesFolder === undefined) {
    const folder = mkdtempSync(join(tmpdir(), "dual-high-test-files-"));
    process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
    filesFolder = folder;
  }
  return filesFolder;
}

export interface TestApp {
  readonly db: TestDatabase;
  readonly app: App;
  readonly logLines: string[];
  /** Another process on the same database. */
  startSecond(env?: Record<string, string>): TestApp;
  call(method: string, path: string, call?: Call): Promise<Answer>;
  createScope(
    kind: ScopeKind,
    options?: { readonly name?: string; readonly parentId?: string | null; readonly alsoBeneath?: readonly string[] },
  ): Promise<string>;
  createUser(grants?: readonly (readonly [Role, string])[], login?: string, password?: string): Promise<string>;
  /** A session of the user, without the time that a password takes. */
  signInAs(userId: string): Promise<string>;
  /** Somebody new with this one role, signed in. */
  someone(role: Role, scopeId: string): Promise<{ readonly userId: string; readonly token: string }>;
}

export async function openTestApp(env: Record<string, string> = {}): Promise<TestApp> {
  return around(await openTestDatabase(), env);
}

/** The server on a database of the test's own making: behind a line that breaks, on a disk that is full. */
export function startTestApp(db: Database, env: Record<string, string> = {}): TestApp {
  return around({ ...db, url: null, reset: async () => {} }, env);
}

/** One digest for the whole file: making it is what takes the time. */
let digest: Promise<string> | undefined;

function around(db: TestDatabase, env: Record<string, string>): TestApp {
  const config: Config = readConfig({
    FILES_DIR: folderOfFiles(),
    SEALING_KEY_FILE: join(folderOfFiles(), "sealing.key"),
    ...env,
  });
  const logLines: string[] = [];
  const app = createApp({ config, db, log: createLog({ level: "info", write: (line) => logLines.push(line) }) });

  const made: TestApp = {
    db,
    app,
    logLines,
    startSecond: (other = env) => around(db, other),
    async call(method, path, { token = null, body, file, headers = {}, peer = "127.0.0.1" } = {}) {
      const all = {
        "sec-fetch-site": "same-origin",
        ...(token === null ? {} : { cookie: `session=${token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(file === undefined ? {} : { "x-file-name": encodeURIComponent(file.name) }),
        ...headers,
      };
      const payload =
        file !== undefined
          ? { body: Buffer.from(file.bytes) }
          : body === undefined
            ? {}
            : { body: JSON.stringify(body) };
      const bindings = { incoming: { socket: { remoteAddress: peer } } } as never;
      const response = await app.fetch(new Request(`${ORIGIN}${path}`, { method, headers: all, ...payload }), bindings);
      const bytes = new Uint8Array(await response.arrayBuffer());
      const text = new TextDecoder().decode(bytes);
      const isJson = /[/+]json\b/.test(response.headers.get("content-type") ?? "");
      const cookie = /^(?:__Host-)?session=([^;]*)/.exec(response.headers.get("set-cookie") ?? "")?.[1];
      return {
        status: response.status,
        headers: response.headers,
        bytes,
        body: isJson && text !== "" ? (JSON.parse(text) as Record<string, unknown>) : {},
        token: cookie === undefined || cookie === "" ? null : cookie,
      };
    },
    async createScope(kind, { name = "某单位", parentId = null, alsoBeneath = [] } = {}) {
      const id = newId();
      await withSystem(db, async (tx) =>
        insertScope(tx, { id, kind, name, nameEn: null, code: null, parentId, alsoBeneath }),
      );
      return id;
    },
    async createUser(grants = [], login = `user-${newId().slice(-12)}`, password = PASSWORD) {
      const userId = newId();
      digest ??= hashPassword(PASSWORD);
      const secret = await (password === PASSWORD ? digest : hashPassword(password));
      await withSystem(db, async (tx) => {
        await insertUser(tx, { id: userId, login, displayName: "张某", language: "zh" });
        await savePassword(tx, userId, secret);
        for (const [role, scopeId] of grants) {
          if (scopeId === SYSTEM_SCOPE_ID) await insertSystemScope(tx);
          await grantRole(tx, { userId, scopeId, role, grantedBy: null });
        }
      });
      return userId;
    },
    async signInAs(userId) {
      const { token, hash } = makeToken("session");
      await withSystem(db, async (tx) =>
        insertSession(tx, {
          id: newId(),
          hash,
          userId,
          agent: "test",
          idleSeconds: config.SESSION_IDLE_MINUTES * 60,
          absoluteSeconds: config.SESSION_ABSOLUTE_HOURS * 3600,
          oldHash: null,
        }),
      );
      return token;
    },
    async someone(role, scopeId) {
      const userId = await made.createUser([[role, scopeId]]);
      return { userId, token: await made.signInAs(userId) };
    },
  };
  return made;
}
