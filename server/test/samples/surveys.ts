import { createHash } from "node:crypto";
import { sql } from "kysely";
import { withSystem } from "../../src/platform/db/index.ts";
import { newId } from "../../src/platform/ids.ts";
import { makeRound, type MadeRound } from "../surveys.ts";
import type { SamplesOf, Target } from "./sample.ts";

const QUESTIONNAIRE = {
  format: "dual-high.questionnaire/1",
  title: { zh: "年度摸排", en: "Yearly survey" },
  sections: [
    {
      key: "basics",
      title: { zh: "基本情况", en: "Basics" },
      questions: [{ key: "staff", kind: "number", label: { zh: "员工人数", en: "Staff" } }],
    },
  ],
};
const PHOTO = { name: "门牌.jpg", bytes: new Uint8Array([0xff, 0xd8, 0xff, 1]) };
const SHA256 = createHash("sha256").update(PHOTO.bytes).digest("hex");
const VISIT = { outcome: "refused", visitedAt: "2026-11-26T01:00:00Z", questionnaireNumber: 0 };

export const surveySamples: SamplesOf = (world) => {
  const on = async ({ scopeId, actorId }: Target) => makeRound(world(), scopeId, actorId);
  const withRound = async (target: Target) => ({ params: { roundId: (await on(target)).roundId } });
  const withVisit = async (target: Target) => {
    const { roundId, visitId } = await on(target);
    return { params: { roundId, visitId } };
  };
  const withFile = async ({ scopeId, actorId }: Target) =>
    makeRound(world(), scopeId, actorId, [{ sha256: SHA256, name: PHOTO.name, sizeBytes: PHOTO.bytes.length }]);
  const fileHere = async ({ roundId, visitId }: MadeRound, actorId: string | null) => {
    await withSystem(world().db, async (tx) => {
      const { rows } = await sql<{ scopeId: string }>`
        SELECT scope_id AS "scopeId" FROM survey_rounds WHERE id = ${roundId}`.execute(tx.kysely);
      const scopeId = rows[0]?.scopeId ?? "";
      const owner = { scopeId, ownerKind: "survey_visit", ownerId: visitId, createdBy: actorId ?? newId() };
      await world().app.files.putFile(tx, { ...owner, ...PHOTO });
    });
    return { params: { roundId, visitId, sha256: SHA256 } };
  };
  return {
    "GET /api/scopes/{scopeId}/survey-rounds": ({ scopeId }) => ({ params: { scopeId } }),
    "POST /api/scopes/{scopeId}/survey-rounds": ({ scopeId }) => ({
      params: { scopeId },
      body: { name: "二季度摸排", startsOn: "2026-04-01", endsBefore: "2026-07-01" },
    }),
    "GET /api/survey-rounds/{roundId}": withRound,
    "PATCH /api/survey-rounds/{roundId}": async (target) => ({
      ...(await withRound(target)),
      body: { name: "三季度摸排" },
      ifMatch: '"1"',
    }),
    "POST /api/survey-rounds/{roundId}/transitions": async (target) => ({
      ...(await withRound(target)),
      body: { action: "close" },
      ifMatch: '"1"',
    }),
    "GET /api/survey-rounds/{roundId}/coverage": withRound,
    "GET /api/survey-rounds/{roundId}/officers": withRound,
    "GET /api/survey-rounds/{roundId}/questionnaire": withRound,
    "PUT /api/survey-rounds/{roundId}/questionnaire": async (target) => ({
      ...(await withRound(target)),
      body: QUESTIONNAIRE,
      ifMatch: '"1"',
    }),
    "GET /api/survey-rounds/{roundId}/package": withRound,
    "GET /api/survey-rounds/{roundId}/sites": withRound,
    "POST /api/survey-rounds/{roundId}/sites": async (target) => ({
      ...(await withRound(target)),
      body: { building: "B 座", floor: "2F", unit: "201", enterprise: "某生物公司" },
    }),
    "POST /api/survey-rounds/{roundId}/sites/import": async (target) => ({
      ...(await withRound(target)),
      query: "?apply=true",
      file: { name: "楼宇.csv", bytes: new TextEncoder().encode("楼宇,楼层,企业\nC 座,1F,某光电公司\n") },
    }),
    "GET /api/survey-rounds/{roundId}/sites/export": async (target) => ({
      ...(await withRound(target)),
      query: "?format=csv",
    }),
    "PATCH /api/survey-sites/{siteId}": async (target) => ({
      params: { siteId: (await on(target)).siteId },
      body: { isArchived: true },
      ifMatch: '"1"',
    }),
    "PUT /api/survey-sites/{siteId}/claim": async (target) => ({ params: { siteId: (await on(target)).siteId } }),
    "DELETE /api/survey-sites/{siteId}/claim": async (target) => ({ params: { siteId: (await on(target)).siteId } }),
    "PUT /api/survey-floors/{floorId}/officers": async (target) => ({
      params: { floorId: (await on(target)).floorId },
      body: { officerIds: [] },
      ifMatch: '"1"',
    }),
    "GET /api/survey-rounds/{roundId}/visits": withRound,
    "PUT /api/survey-rounds/{roundId}/visits/{visitId}": async (target) => {
      const { roundId, siteId } = await on(target);
      return {
        params: { roundId, visitId: newId() },
        body: { content: { ...VISIT, siteId }, sentAt: "2026-11-26T02:00:00Z" },
      };
    },
    "GET /api/survey-rounds/{roundId}/visits/{visitId}": withVisit,
    "POST /api/survey-rounds/{roundId}/visits/{visitId}/settlement": async (target) => ({
      ...(await withVisit(target)),
      body: { action: "choose", digest: "0".repeat(64) },
      ifMatch: '"1"',
    }),
    "PUT /api/survey-rounds/{roundId}/visits/{visitId}/files/{sha256}": async (target) => {
      const { roundId, visitId } = await withFile(target);
      return { params: { roundId, visitId, sha256: SHA256 }, file: PHOTO };
    },
    "GET /api/survey-rounds/{roundId}/visits/{visitId}/files/{sha256}": async (target) =>
      fileHere(await withFile(target), target.actorId),
  };
};
