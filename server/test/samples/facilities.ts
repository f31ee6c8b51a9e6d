import { newId } from "../../src/platform/ids.ts";
import { sql } from "kysely";
import { withSystem } from "../../src/platform/db/index.ts";
import { instrumentTarget } from "../../src/modules/facilities/targets.ts";
import type { SamplesOf } from "./sample.ts";

const FACILITY = { kind: "pilot_platform", name: "合成生物中试平台" };

export const facilitiesSamples: SamplesOf = (world) => {
  const onFacility = async ({ scopeId }: { scopeId: string }) => {
    const facilityId = newId();
    await withSystem(world().db, async (tx) =>
      sql`INSERT INTO facilities (id, scope_id, kind, name) VALUES (${facilityId}, ${scopeId}, 'incubator', '某孵化器')`.execute(
        tx.kysely,
      ),
    );
    return { params: { facilityId } };
  };
  const onInstrument = async ({ scopeId }: { scopeId: string }) => {
    const instrumentId = newId();
    const record = { id: instrumentId, origin: { file: "" }, name: "质谱仪", functions: "测质荷比" };
    await withSystem(world().db, async (tx) =>
      instrumentTarget.insertRecords(tx, scopeId, [{ id: instrumentId, record, numberIsOwn: false }]),
    );
    return { params: { instrumentId } };
  };
  return {
    "GET /api/scopes/{scopeId}/facilities": ({ scopeId }) => ({ params: { scopeId } }),
    "POST /api/scopes/{scopeId}/facilities": ({ scopeId }) => ({ params: { scopeId }, body: FACILITY }),
    "GET /api/scopes/{scopeId}/facilities/export": ({ scopeId }) => ({ params: { scopeId }, query: "?format=csv" }),
    "GET /api/facilities/{facilityId}": onFacility,
    "PATCH /api/facilities/{facilityId}": async (target) => ({
      ...(await onFacility(target)),
      body: { price: "面议" },
      ifMatch: '"1"',
    }),
    "GET /api/scopes/{scopeId}/instruments": ({ scopeId }) => ({ params: { scopeId } }),
    "POST /api/scopes/{scopeId}/instruments": ({ scopeId }) => ({ params: { scopeId }, body: { name: "扫描电镜" } }),
    "GET /api/scopes/{scopeId}/instruments/export": ({ scopeId }) => ({ params: { scopeId }, query: "?format=csv" }),
    "GET /api/instruments/{instrumentId}": onInstrument,
    "PATCH /api/instruments/{instrumentId}": async (target) => ({
      ...(await onInstrument(target)),
      body: { price: "面议" },
      ifMatch: '"1"',
    }),
  };
};
