import { writeDocument } from "@dual-high/lists";
import { accessError, authorize, type Ctx, transact } from "../../platform/access/index.ts";
import { audit } from "../../platform/audit/index.ts";
import { findToday, type Tx } from "../../platform/db/index.ts";
import type { FileAnswer } from "../../platform/http/index.ts";
import type { BriefPart, BriefSource, Period } from "../../platform/ports.ts";
import { agreementsBrief } from "../agreements/index.ts";
import { challengesBrief } from "../challenges/index.ts";
import { consortiaBrief } from "../consortia/index.ts";
import { facilitiesBrief } from "../facilities/index.ts";
import { fundsBrief } from "../funds/index.ts";
import { findScope } from "../identity/index.ts";
import { matchmakingBrief } from "../matchmaking/index.ts";
import { needsBrief } from "../needs/index.ts";
import { findPair } from "../pairs/index.ts";
import { transformationBrief } from "../transformation/index.ts";
import { planBrief } from "./document.ts";
import { findDayBefore } from "./queries.ts";
import { refuseUpsideDown, showFigures, tellAsks, tellMoves } from "./rules.ts";
import type { Brief } from "./types.ts";

/** Along the way from a need to money; a module that has something to say about a period is one line more. */
const SOURCES: readonly BriefSource[] = [
  needsBrief,
  matchmakingBrief,
  challengesBrief,
  agreementsBrief,
  transformationBrief,
  fundsBrief,
  facilitiesBrief,
  consortiaBrief,
];

/** What of the period's work the caller may read, in figures that lead to their rows. */
export async function getBrief(ctx: Ctx, scopeId: string, period: Period): Promise<Brief> {
  authorize(ctx.caller, "brief.read", scopeId);
  refuseUpsideDown(period.from, period.until);
  return transact(ctx, async (tx) => composeBrief(tx, ctx, scopeId, period));
}

async function composeBrief(tx: Tx, ctx: Ctx, scopeId: string, period: Period): Promise<Brief> {
  const scope = await findScope(tx, scopeId);
  if (scope === null) throw accessError("access.not_found", {});
  const parts: BriefPart[] = [];
  for (const source of SOURCES) parts.push(await source(tx, ctx, scopeId, period));
  const stops = parts.flatMap((part) => part.stops);
  return {
    scopeId,
    name: { zh: scope.name, en: scope.nameEn ?? scope.name },
    ...period,
    moved: tellMoves(parts),
    figures: showFigures(parts),
    stops: stops.map(({ key, text, count, path }) => ({ key, text, count, path })),
    asks: tellAsks(stops),
  };
}

/** Paper leaves the system, so it says itself what of a pair was made up; null where nothing was. */
async function findSample(tx: Tx, scopeId: string): Promise<string | null> {
  const pair = await findPair(tx, scopeId);
  if (pair === null || pair.sampleNote !== null) return pair?.sampleNote?.zh ?? null;
  return pair.isSample ? "单位、人员和数字都是虚构的，供试用。" : null;
}

/** The same as one page to be printed; that it was made is on record. */
export async function writeBrief(ctx: Ctx, scopeId: string, period: Period, origin: string): Promise<FileAnswer> {
  authorize(ctx.caller, "brief.read", scopeId);
  refuseUpsideDown(period.from, period.until);
  const { brief, madeOn, lastDay, sample } = await transact(ctx, async (tx) => {
    await audit(tx, {
      scopeId,
      action: "brief.made",
      subjectKind: "scope",
      subjectId: scopeId,
      details: { ...period },
    });
    return {
      brief: await composeBrief(tx, ctx, scopeId, period),
      madeOn: await findToday(tx),
      lastDay: await findDayBefore(tx, period.until),
      sample: await findSample(tx, scopeId),
    };
  });
  return {
    name: `双高协同工作专报 ${brief.name.zh.replace(/[\\/:*?"<>|]/g, "_")} ${period.from} ${lastDay}.docx`,
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    bytes: await writeDocument(planBrief(brief, { origin, lastDay, madeOn, sample })),
  };
}
