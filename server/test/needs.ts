import type { z } from "@hono/zod-openapi";
import { insertNeedMerge } from "../src/modules/needs/merge-queries.ts";
import { enterNeeds, setMergedInto } from "../src/modules/needs/queries.ts";
import { recordOf } from "../src/modules/needs/content.ts";
import { needTable } from "../src/modules/needs/table.ts";
import { NeedDraft, type NeedState, type NeedVisibility } from "../src/modules/needs/types.ts";
import { withSystem } from "../src/platform/db/index.ts";
import { newId } from "../src/platform/ids.ts";
import type { TestApp } from "./test-app.ts";

interface MadeNeed extends Partial<z.input<typeof NeedDraft>> {
  readonly state?: NeedState;
  readonly visibility?: NeedVisibility;
  /** Reads it, when it is restricted. */
  readonly createdBy?: string | null;
  /** Of its list; made up where there is none. */
  readonly number?: string;
}

let counter = 0;

/** A need of any scope, in any state, without what leads there. */
export async function makeNeed(
  world: TestApp,
  scopeId: string,
  { state = "submitted", visibility = "pair", createdBy = null, enterpriseId = null, number, ...given }: MadeNeed = {},
): Promise<string> {
  const id = newId();
  const code = `NEED-2026-9${String((counter += 1)).padStart(5, "0")}`;
  const content = NeedDraft.parse({ title: "降低能耗", content: "", ...given });
  await withSystem(world.db, async (tx) => {
    await needTable.insertRecords(tx, scopeId, [
      { id, record: recordOf(content, number ?? code, { file: "" }), numberIsOwn: number !== undefined },
    ]);
    await enterNeeds(tx, [{ id, code, zoneId: scopeId, state, enterpriseId, createdBy, visibility, heldBy: null }]);
  });
  return id;
}

/** Two needs of any scope that were merged; answers the merge's id. */
export async function makeNeedMerge(world: TestApp, scopeId: string): Promise<string> {
  const survivorId = await makeNeed(world, scopeId);
  const mergedId = await makeNeed(world, scopeId);
  const id = newId();
  await withSystem(world.db, async (tx) => {
    await setMergedInto(tx, mergedId, survivorId);
    const merge = { id, scopeId, survivorId, mergedId, survivorVersion: 1, survivorState: "submitted" } as const;
    await insertNeedMerge(tx, { ...merge, led: [], mergedBy: newId() });
  });
  return id;
}
