import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { withSystem } from "../../platform/db/index.ts";
import type { SampleAccount } from "../sample-pair.ts";
import { tellWuxi } from "./load.ts";
import { COMPANY, INSTITUTE, LIFE_SCIENCE_PARK } from "./source.ts";

let world: TestApp;
beforeAll(async () => {
  world = await openTestApp();
});
afterAll(async () => world.db.close());

let kept: readonly SampleAccount[] = [];
const tell = async (onProgress?: (done: number) => void) =>
  tellWuxi({
    db: world.db,
    outbox: world.app.outbox,
    files: world.app.files,
    keepAccounts: async (accounts) => void (kept = accounts),
    ...(onProgress === undefined ? {} : { onProgress }),
  });

async function look(pairId: string) {
  const { rows } = await withSystem(world.db, async (tx) =>
    sql<{ id: string }>`SELECT id FROM users WHERE login = 'pair_lead'`.execute(tx.kysely),
  );
  const token = await world.signInAs(rows[0]?.id ?? "");
  const read = async (path: string) => (await world.call("GET", path, { token })).body;
  const within = async (path: string) => read(`/api/scopes/${pairId}/${path}`);
  const { items: projects } = (await within("projects")) as { items: { id: string }[] };
  return {
    totals: await within("agreement-totals"),
    agreements: (await within("agreements?withTotal=true&limit=1"))["total"],
    receipts: (await within("receipts?withTotal=true&limit=1"))["total"],
    projects: await Promise.all(projects.map(async ({ id }) => read(`/api/projects/${id}`))),
    pair: await read(`/api/pairs/${pairId}`),
  };
}

test("the story goes on where it was interrupted, is told once, and a second telling doubles nothing", async () => {
  const interrupt = (done: number) => {
    if (done === 3) throw new Error("interrupted");
  };
  await expect(tell(interrupt)).rejects.toThrow("interrupted");
  const { pairId } = await tell();
  const first = await look(pairId);
  expect(first.totals).toMatchObject({
    technology: { count: 38, sampleCount: 38, agreedFen: "998636368" },
    other: { count: 2, sampleCount: 2 },
  });
  expect(first).toMatchObject({ agreements: 40, receipts: 24, pair: { isSample: false } });
  expect(first.pair["sampleNote"]).toHaveProperty("zh");
  const [project] = first.projects;
  expect(first.projects).toHaveLength(1);
  expect(project).toMatchObject({ readinessLevel: 5, waivers: 0, sampleNote: { zh: expect.any(String) } });
  const agreements = project?.["agreements"] as { stage: string; signedOn: string; parties: string[] }[];
  expect(agreements.map(({ stage, parties }) => [stage, ...parties])).toEqual([
    ["pilot_scale", COMPANY, INSTITUTE],
    ["incubation", COMPANY, LIFE_SCIENCE_PARK],
  ]);
  expect(new Set(agreements.map(({ signedOn }) => signedOn)).size).toBe(1);

  expect((await tell()).projectId).toBeNull();
  // As if the last step had not been reached.
  await withSystem(world.db, async (tx) =>
    sql`UPDATE seeds SET name = 'forgotten' WHERE name = 'wuxi_told'`.execute(tx.kysely),
  );
  expect((await tell()).pairId).toBe(pairId);
  expect(await look(pairId)).toEqual(first);
  expect(kept.map(({ role }) => role)).toContain("pair_lead");
});

test("an installation in which somebody works already is left alone", async () => {
  await withSystem(world.db, async (tx) => sql`UPDATE seeds SET name = 'other' WHERE name = 'wuxi'`.execute(tx.kysely));
  await expect(tell()).rejects.toMatchObject({ code: "first_start.story_elsewhere" });
});
