// Nobody who may not read a secret is shown a word of it: every registered route is walked as people who are as near to it as
// possible, with the secret's own addresses where a route takes one, and the marker that stands in all its texts is looked
// for in every answer, header, message, search document, log line and audit row. Made from the registered routes, so that
// a new one joins by itself. Another secret is one more case in test/secrets/all.ts.
import { inflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allSamples } from "../test/samples/all.ts";
import { SECRETS } from "../test/secrets/all.ts";
import type { PlantedSecret } from "../test/secrets/secret.ts";
import { type Answer, openTestApp, type TestApp } from "../test/test-app.ts";
import { withOwner } from "./platform/db/transaction.ts";
import { deliverDue } from "./platform/outbox/index.ts";

/** These end the session or the account of who asks, and so come last. */
const ENDS = /^(?:POST|DELETE|PATCH|PUT) \/api\/(?:me|session|users|administrators|password-resets)/;

/** Hundreds of requests, each by somebody newly signed in: a hang ends all the same. */
const WALK_MS = 600_000;

/** All that an answer says: a workbook is a zip archive, in which words are packed. */
function textOf({ bytes, headers }: Pick<Answer, "bytes" | "headers">): string {
  const plain = `${decodeURIComponent([...headers.values()].join("\n").replaceAll(/%(?![0-9A-F]{2})/g, ""))}\n${Buffer.from(bytes).toString("utf8")}`;
  return bytes[0] === 0x50 && bytes[1] === 0x4b ? `${plain}\n${unpacked(Buffer.from(bytes))}` : plain;
}

function unpacked(zip: Buffer): string {
  const texts: string[] = [];
  const DIRECTORY = 0x02014b50;
  for (let at = zip.indexOf("PK\x01\x02"); at >= 0 && zip.readUInt32LE(at) === DIRECTORY; ) {
    const [method, packed] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const local = zip.readUInt32LE(at + 42);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const content = zip.subarray(from, from + packed);
    texts.push((method === 0 ? content : inflateRawSync(content)).toString("utf8"));
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return texts.join("\n");
}

describe.each(SECRETS)("$name", (planned) => {
  let world: TestApp;
  let secret: PlantedSecret;
  beforeAll(async () => {
    world = await openTestApp({ ATTEMPTS_PER_ADDRESS: "10000", ATTEMPTS_PER_ACCOUNT: "100" });
    secret = await planned.plant(world);
  });
  afterAll(async () => world.db.close());

  async function ask(route: { method: string; path: string }, userId: string): Promise<Answer> {
    const { method, path } = route;
    const name = `${method} ${path}`;
    const known: Readonly<Record<string, string>> = { scopeId: secret.scopeId, ...secret.paramsOf(path) };
    const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, param]) => param ?? "");
    const isAimed = method === "GET" && wanted.every((param) => param in known);
    const sample = isAimed
      ? undefined
      : await allSamples(() => world)[name]?.({ scopeId: secret.scopeId, actorId: userId });
    const query = secret.queries[name] ?? sample?.query ?? (path.endsWith("/export") ? "?format=csv" : "");
    const address = path.replaceAll(/\{(\w+)\}/g, (_, param: string) => known[param] ?? sample?.params?.[param] ?? "x");
    const body = secret.bodies[name] ?? sample?.body;
    const token = await world.signInAs(userId);
    const headers: Record<string, string> = sample?.ifMatch === undefined ? {} : { "if-match": sample.ifMatch };
    return world.call(method, address + query, {
      token,
      headers,
      ...(sample?.file === undefined ? { body } : { file: sample.file }),
    });
  }

  /** Routes by which somebody is shown the marker, and those that break. */
  async function walk(userId: string, tries: "everything" | "reading"): Promise<{ shown: string[]; broken: string[] }> {
    const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;
    const routes = world.app.routes.filter(({ method }) => tries === "everything" || method === "GET");
    const place = (route: (typeof routes)[number]) =>
      (route.method === "GET" ? 0 : 1) + (ENDS.test(nameOf(route)) ? 2 : 0) + (route.path.endsWith("/erasure") ? 4 : 0);
    const shown: string[] = [];
    const broken: string[] = [];
    for (const route of routes.toSorted((one, other) => place(one) - place(other))) {
      const answer = await ask(route, userId);
      if (textOf(answer).includes(secret.marker)) shown.push(nameOf(route));
      if (answer.status >= 500) broken.push(nameOf(route));
    }
    return { shown, broken };
  }

  test("is found by this walk as long as it is none", { timeout: WALK_MS }, async () => {
    const [first] = secret.outsiders;
    const { shown, broken } = await walk(first?.userId ?? "", "reading");
    expect(shown.toSorted()).toEqual(expect.arrayContaining(secret.shownBefore.toSorted()));
    expect(broken).toEqual([]);
  });
  test("is shown to those whose it is", async () => {
    await secret.close();
    for (const { userId, route } of secret.insiders) {
      const [method = "", path = ""] = route.split(" ");
      expect(textOf(await ask({ method, path }, userId))).toContain(secret.marker);
    }
  });
  test("is not shown to anybody else, by any route", { timeout: WALK_MS }, async () => {
    const logged = world.logLines.length;
    for (const { name, userId, tries } of secret.outsiders) {
      expect({ name, ...(await walk(userId, tries)) }).toEqual({ name, shown: [], broken: [] });
    }
    await deliverDue(world.db, world.app.outbox);
    expect(world.logLines.slice(logged).filter((line) => line.includes(secret.marker))).toEqual([]);
  });
  test("stands in no search document, no audit row, no job and no message that somebody else can be told", async () => {
    const outsiders = secret.outsiders.map(({ userId }) => userId);
    const { rows } = await withOwner(world.db, async (client) => {
      await client.query("SET LOCAL ROLE dualhigh_keeper");
      const like = `%${secret.marker}%`;
      return client.query<{ place: string }>(
        `SELECT 'search ' || d.kind || d.title AS place FROM search_documents d WHERE d::text LIKE $1
          UNION ALL SELECT 'audit' FROM audit_events a WHERE a::text LIKE $1
          UNION ALL SELECT 'job' FROM jobs j WHERE j::text LIKE $1`,
        [like],
      );
    });
    expect(rows).toEqual([]);
    for (const userId of outsiders) {
      const { body } = await world.call("GET", "/api/me/inbox?limit=200", { token: await world.signInAs(userId) });
      expect(JSON.stringify(body)).not.toContain(secret.marker);
    }
  });
});
