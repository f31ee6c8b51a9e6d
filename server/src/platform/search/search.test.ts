import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { type Actor, withActor, withSystem } from "../db/index.ts";
import { withOwner } from "../db/transaction.ts";
import { newId } from "../ids.ts";
import { actorIn } from "../test-db.ts";
import {
  findEverywhere,
  putSearchDocuments,
  removeSearchDocuments,
  searchCondition,
  type SearchDocument,
} from "./index.ts";
import { pinyinKey, readSearch, wordsOf } from "./words.ts";

let world: TestApp;
beforeAll(async () => {
  world = await openTestApp();
});
beforeEach(async () => world.db.reset());
afterAll(async () => world.db.close());

const mine = newId();
const theirs = newId();
const insider = actorIn([mine]);

const FERMENTATION = "微生物发酵生产2'-岩藻糖基乳糖的关键技术";
const need = (title: string, more: Partial<SearchDocument> = {}): SearchDocument => ({
  kind: "need",
  id: newId(),
  scopeId: mine,
  title,
  ...more,
});

async function put(documents: readonly SearchDocument[], actor: Actor | null = insider): Promise<void> {
  await (actor === null
    ? withSystem(world.db, async (tx) => putSearchDocuments(tx, documents))
    : withActor(world.db, actor, async (tx) => putSearchDocuments(tx, documents)));
}

const all = { kinds: null, scopeId: null, limit: 50 };
const find = async (search: string, actor = insider, more: Partial<typeof all> = {}) =>
  withActor(world.db, actor, async (tx) => findEverywhere(tx, { ...all, ...more, search }));
const titlesOf = async (search: string) => (await find(search)).map(({ title }) => title);

describe("a thing is found", () => {
  test.each([
    "发酵",
    "酵",
    "生物发酵",
    "岩藻糖 关键",
    "weishengwu",
    "fajiao",
    "wei sheng",
    "wswfj",
    "wsw",
    "2",
    "岩藻糖基乳糖的关键技术",
    "２＇",
    "江南大学",
    "jndx",
    "N-2026",
    "000042",
    "ferm",
    "Fermentation of",
    "of",
    "产物浓度",
  ])("by %j", async (search) => {
    await put([
      need(FERMENTATION, {
        titleEn: "Fermentation of 2'-fucosyllactose",
        keywords: ["N-2026-000042", "江南大学", null],
        text: "要求产物浓度不低于 100 g/L",
      }),
      need("轴承钢热处理变形控制"),
    ]);
    expect(await titlesOf(search)).toEqual([FERMENTATION]);
  });
  test.each(["发生", "酵母", "fajiaoo", "ermentation of x", "生物技术", "！？", "", "xi"])(
    "not by %j, which is not in it",
    async (search) => {
      await put([need(FERMENTATION, { titleEn: "Fermentation" })]);
      expect(await titlesOf(search)).toEqual([]);
    },
  );
  test("first where the word stands in its title, the shorter title before the longer", async () => {
    await put([
      need("膜分离", { text: "用于发酵液" }),
      need("高密度发酵过程控制"),
      need("发酵", { kind: "achievement" }),
      need("发酵罐"),
    ]);
    expect(await titlesOf("发酵")).toEqual(["发酵", "发酵罐", "高密度发酵过程控制", "膜分离"]);
    expect((await find("发酵", insider, { kinds: ["achievement"] as never })).map(({ title }) => title)).toEqual([
      "发酵",
    ]);
  });
  test("by what it says now", async () => {
    const before = need("旧名称");
    await put([before]);
    await put([{ ...before, title: "新名称" }]);
    expect(await titlesOf("旧名")).toEqual([]);
    expect(await titlesOf("新名")).toEqual(["新名称"]);
    await withActor(world.db, insider, async (tx) => removeSearchDocuments(tx, "need", [before.id]));
    expect(await titlesOf("名称")).toEqual([]);
  });
  test("in a list, by the same words", async () => {
    const [a, b] = [need("发酵一"), need("发酵二", { kind: "achievement" })];
    await put([a, b]);
    const ids = async (search: string | null, scopeId: string | null = null) =>
      withActor(world.db, insider, async (tx) => {
        const { rows } = await sql<{ id: string }>`
          SELECT id FROM search_documents d WHERE ${searchCondition(sql`d.id`, "need", search, scopeId)}`.execute(
          tx.kysely,
        );
        return rows.map(({ id }) => id);
      });
    expect(await ids("fajiao")).toEqual([a.id]);
    expect(await ids("fajiao", mine)).toEqual([a.id]);
    expect(await ids("fajiao", theirs)).toEqual([]);
    expect(await ids("。")).toEqual([]);
    expect(await ids(null)).toHaveLength(2);
  });
});

describe("the pieces of a text", () => {
  const letters = fc.constantFrom(..."发酵工程高新 ab c2-Ⅷé".split(""));
  test("hold those of any part of it that begins and ends where a word may", () => {
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 30 }), fc.nat(30), fc.nat(30), (title, from, length) => {
        const part = title.slice(from, from + length);
        const wanted = readSearch(part);
        if (wanted === null) return;
        const { words, tokens } = wordsOf({ title });
        for (const term of wanted.terms) {
          // One or two letters out of the middle of a word are not looked for.
          if (term.startsWith(" ") && !words.includes(term)) return;
          expect(words).toContain(term);
        }
        expect(tokens).toEqual(expect.arrayContaining(wanted.tokens));
      }),
    );
  });
  test("sort Chinese names by how they are said", () => {
    const names = ["无锡高新区", "常州高新区", "苏州工业园区", "Alpha", "南京高新区"];
    expect(names.toSorted((a, b) => (pinyinKey(a) < pinyinKey(b) ? -1 : 1))).toEqual([
      "Alpha",
      "常州高新区",
      "南京高新区",
      "苏州工业园区",
      "无锡高新区",
    ]);
  });
});

describe("with the service's own checks out of the way", () => {
  const stranger = actorIn([theirs]);
  const reader = actorIn([], [theirs]);
  const nobody = actorIn([]);
  beforeEach(async () => {
    await put([need("甲的发酵需求")]);
    await put([need("乙的发酵需求", { scopeId: theirs })], stranger);
    await put([need("公开的发酵平台", { kind: "organisation", scopeId: null })], null);
  });
  test.each([
    ["an insider", insider, ["甲的发酵需求"]],
    ["a stranger", stranger, ["乙的发酵需求"]],
    ["a reader", reader, ["乙的发酵需求"]],
    ["nobody's member", nobody, []],
  ])("%s finds their own and what is public", async (_, actor, own) => {
    const found = async (more = {}) => (await find("发酵", actor, more)).map(({ title }) => title);
    expect((await found()).toSorted()).toEqual([...own, "公开的发酵平台"].toSorted());
    for (const scopeId of [mine, theirs]) {
      const there = (await found({ scopeId })).filter((title) => title !== "公开的发酵平台");
      const readable = [...actor.readScopes, ...actor.writeScopes].includes(scopeId);
      expect(there).toEqual(readable ? own : []);
    }
    const { rows } = await withActor(world.db, actor, async (tx) =>
      sql<{ title: string }>`SELECT d.title FROM search_hits('need', '{发酵}', '{发酵}', NULL) h
        JOIN search_documents d ON d.id = h.id`.execute(tx.kysely),
    );
    expect(rows.map(({ title }) => title)).toEqual(own);
  });
  test("an audience finds what its own row would be shown to, by both functions and by the table", async () => {
    const province = await world.createScope("province");
    const zone = await world.createScope("zone", { parentId: province });
    const firm = await world.createScope("enterprise", { parentId: zone });
    const school = await world.createScope("university", { parentId: province });
    const at = (scopeId: string) => actorIn([], [scopeId]);
    await put([
      need("发榜给校", { audience: { scopes: [school, null] } }),
      need("发榜给区内企业", { audience: { enterprisesBeneath: zone } }),
      need("发榜给全省", { audience: { beneath: province } }),
    ]);
    const expected: readonly (readonly [string, string[]])[] = [
      [mine, ["发榜给区内企业", "发榜给全省", "发榜给校"]],
      [firm, ["发榜给全省", "发榜给区内企业"]],
      [school, ["发榜给全省", "发榜给校"]],
      [zone, ["发榜给全省"]],
      [theirs, []],
    ];
    for (const [scopeId, titles] of expected) {
      const found = async (more = {}) => (await find("发榜", at(scopeId), more)).map(({ title }) => title).toSorted();
      expect(await found()).toEqual(titles.toSorted());
      expect(await found({ scopeId })).toEqual(titles.toSorted());
      const { hits, table } = await withActor(world.db, at(scopeId), async (tx) => ({
        hits: await sql`SELECT id FROM search_hits('need', '{发榜}', '{发榜}', NULL)`.execute(tx.kysely),
        table: await sql`SELECT id FROM search_documents WHERE title LIKE '发榜%'`.execute(tx.kysely),
      }));
      expect([hits.rows.length, table.rows.length]).toEqual([titles.length, titles.length]);
    }
  });
  test("without a context nothing is found", async () => {
    const { pool } = world.db;
    expect((await pool.query("SELECT * FROM search_hits('need', '{发酵}', '{发酵}', NULL)")).rows).toEqual([]);
    expect((await pool.query("SELECT * FROM search_everything('{发酵}', '{发酵}', NULL, NULL, 50)")).rows).toEqual([]);
    expect((await pool.query("SELECT * FROM search_documents")).rows).toEqual([]);
  });
  test("nobody puts or changes what is another's, or public", async () => {
    const [theirsNow] = await find("发酵", stranger, { kinds: ["need"] as never });
    await expect(put([need("假的", { scopeId: theirs })])).rejects.toThrow("row-level security");
    await expect(put([need("假的", { scopeId: null })])).rejects.toThrow("row-level security");
    await expect(put([need("假的", { id: theirsNow?.id ?? "" })])).rejects.toThrow("row-level security");
    await withActor(world.db, insider, async (tx) => removeSearchDocuments(tx, "need", [theirsNow?.id ?? ""]));
    expect(await find("发酵", stranger, { kinds: ["need"] as never })).toHaveLength(1);
  });
  test("the functions are for the application alone, fixed to their schemas, and their owner can do nothing else", async () => {
    const { rows } = await withOwner(world.db, async (client) =>
      client.query<{ signature: string; callers: string[]; path: string[] }>(`
        SELECT p.oid::regprocedure::text AS signature, p.proconfig AS path,
          ARRAY(SELECT r FROM unnest(ARRAY['dualhigh_app', 'dualhigh_system', 'dualhigh_keeper', 'dualhigh_signin']) r
            WHERE has_function_privilege(r, p.oid, 'EXECUTE')) AS callers
        FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner WHERE r.rolname = 'dualhigh_search' ORDER BY 1`),
    );
    expect(rows.map(({ signature }) => signature.replace(/\(.*/, ""))).toEqual(["search_everything", "search_hits"]);
    for (const { callers, path } of rows) {
      expect(callers).toEqual(["dualhigh_app"]);
      expect(path).toEqual(["search_path=pg_catalog, public, pg_temp"]);
    }
    const { rows: rights } = await withOwner(world.db, async (client) =>
      client.query(`SELECT rolcanlogin AS "signsIn", rolsuper AS super, rolbypassrls AS bypasses,
          has_schema_privilege(rolname, 'public', 'CREATE') AS creates,
          (SELECT array_agg(c.relname::text) FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
            AND c.relkind = 'r' AND has_table_privilege('dualhigh_search', c.oid, 'SELECT')) AS reads
        FROM pg_roles WHERE rolname = 'dualhigh_search'`),
    );
    expect(rights[0]).toEqual({
      signsIn: false,
      super: false,
      bypasses: false,
      creates: false,
      reads: ["search_documents"],
    });
  });
});

test("the functions' role uses the index, which the policies keep others from", async () => {
  await put(Array.from({ length: 50 }, (_, index) => need(`发酵 ${index}`)));
  const planAs = async (role: string) =>
    withOwner(world.db, async (client) => {
      await client.query(`SET LOCAL ROLE ${role}; SET LOCAL enable_seqscan = off`);
      const { rows } = await client.query<{ "QUERY PLAN": string }>(
        "EXPLAIN SELECT id FROM search_documents WHERE tokens @> '{发酵}'",
      );
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    });
  expect(await planAs("dualhigh_search")).toContain("search_documents_tokens");
  expect(await planAs("dualhigh_app")).not.toContain("search_documents_tokens");
});

test("the route answers what the caller may read", async () => {
  const pair = await world.createScope("pair");
  await put([need("膜分离设备", { scopeId: pair })], actorIn([pair]));
  await put([need("膜分离技术", { scopeId: theirs })], actorIn([theirs]));
  const { token } = await world.someone("reader", pair);
  const { status, body } = await world.call("GET", `/api/search?q=mofenli&scopeId=${pair}`, { token });
  expect(status).toBe(200);
  expect(body["items"]).toMatchObject([{ kind: "need", scopeId: pair, title: "膜分离设备", titleEn: null }]);
});
