import { withActor } from "../src/platform/db/index.ts";
import { newId } from "../src/platform/ids.ts";
import { digestOf, directoryTargets } from "../src/modules/directory/index.ts";
import { chainNodes, organisations, people } from "../src/modules/directory/column-kinds.ts";
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
  return withActor(db, actor, async (tx) => {
    const compared = await target?.compare(tx, scopeId, [{ record, hasOwnNumber: true, digest: digestOf(record) }]);
    const changes = await target?.apply(tx, scopeId, compared ?? []);
    return changes?.[0]?.targetId ?? "";
  });
}
