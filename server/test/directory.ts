import { withActor } from "../src/platform/db/index.ts";
import { newId } from "../src/platform/ids.ts";
import { teams } from "../src/modules/directory/listed.ts";
import { insertMerge, setMergedInto } from "../src/modules/directory/merge-queries.ts";
import { directoryTargets } from "../src/modules/directory/index.ts";
import { chainNodes, organisations, people } from "../src/modules/directory/column-kinds.ts";
import { insertStake, type NewStake } from "../src/modules/directory/stakes/queries.ts";
import type { TestApp } from "./test-app.ts";

const KINDS = { chainNodes, organisations, people };

/** An organisation, a person or a node of a chain in any scope. Answers its id. */
export async function makeKept(
  { db }: TestApp,
  kind: "organisations" | "people" | "chainNodes",
  scopeId: string,
  fields: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const actor = { userId: newId(), readScopes: [], writeScopes: [scopeId] };
  const id = newId();
  await withActor(db, actor, async (tx) => KINDS[kind].insert(tx, scopeId, id, { name: "某某", ...fields }));
  return id;
}

/** A stake in an enterprise of any scope, in a new one unless told which. Answers its id. */
export async function makeStake(world: TestApp, scopeId: string, fields: Partial<NewStake> = {}): Promise<string> {
  const enterpriseId = fields.enterpriseId ?? (await makeKept(world, "organisations", scopeId));
  const actor = { userId: newId(), readScopes: [], writeScopes: [scopeId] };
  const stake = {
    holderKind: "person",
    holderId: null,
    holderName: "某某",
    holderUnit: null,
    role: "investor",
  } as const;
  const held = { shareBp: 1000, since: null, until: null, source: "工商登记" };
  const id = newId();
  await withActor(world.db, actor, async (tx) =>
    insertStake(tx, { id, scopeId, ...stake, ...held, ...fields, enterpriseId, recordedBy: actor.userId }),
  );
  return id;
}

/** Two teams of any scope that are one. Answers the merge's id. */
export async function makeMerge(world: TestApp, scopeId: string): Promise<string> {
  const survivorId = await makeListed(world, "teams", scopeId);
  const mergedId = await makeListed(world, "teams", scopeId, { name: "另一团队" });
  const actor = { userId: newId(), readScopes: [], writeScopes: [scopeId] };
  const id = newId();
  await withActor(world.db, actor, async (tx) => {
    await setMergedInto(tx, teams.table, mergedId, survivorId);
    const merge = { id, scopeId, kind: "team", survivorId, mergedId, changed: {}, survivorVersion: 1 } as const;
    await insertMerge(tx, { ...merge, mergedBy: actor.userId });
  });
  return id;
}

/** A record of a list in any scope, whoever may enter some there. Answers its id. */
export async function makeListed(
  { db }: TestApp,
  kind: "achievements" | "teams",
  scopeId: string,
  fields: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const target = directoryTargets.find((each) => each.kind === kind);
  const record = {
    id: newId().slice(-12),
    ...(kind === "teams" ? { name: "某团队" } : { title: "某成果", legalStatus: "unknown" }),
    content: "",
    ...fields,
  };
  const actor = { userId: newId(), readScopes: [], writeScopes: [scopeId] };
  const id = newId();
  await withActor(db, actor, async (tx) => target?.insertRecords(tx, scopeId, [{ id, record, numberIsOwn: true }]));
  return id;
}
