import { addDays } from "@dual-high/kernel";
import { writeDocument } from "@dual-high/lists";
import { authorize, type Ctx, transact } from "../../platform/access/index.ts";
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
import { comparePeriods } from "./periods.ts";
import {
  insightError,
  keepKnown,
  refuseUpsideDown,
  shownAmount,
  showFigures,
  showRows,
  tellAsks,
  tellMoves,
} from "./rules.ts";
import type { Brief, BriefRows } from "./types.ts";

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
  // Its figures are a pair's: above one, zeros would look like figures.
  if (scope?.kind !== "pair") throw insightError("insight.not_a_pair", {});
  const compared = comparePeriods(period, await findToday(tx));
  const { before } = compared;
  // A year's year before is the period before: it is counted, and not shown twice.
  const asked = { ...period, before, yearBefore: compared.yearBefore ?? before };
  const parts: BriefPart[] = [];
  for (const source of SOURCES) parts.push(await source(tx, ctx, scopeId, asked));
  const known = keepKnown(parts, compared);
  const stops = parts.flatMap((part) => part.stops);
  return {
    scopeId,
    name: { zh: scope.name, en: scope.nameEn ?? scope.name },
    ...period,
    compared: { now: compared.now, ...known },
    moved: tellMoves(parts),
    figures: showFigures(parts, known),
    stops: stops.map(({ key, text, count, path }) => ({ key, text, count, path })),
    asks: tellAsks(stops),
  };
}

/** The rows of one figure that count in a period. */
export async function listBriefRows(ctx: Ctx, scopeId: string, figure: string, period: Period): Promise<BriefRows> {
  authorize(ctx.caller, "brief.read", scopeId);
  refuseUpsideDown(period.from, period.until);
  return transact(ctx, async (tx) => {
    for (const source of SOURCES) {
      const asked = { ...period, before: period, yearBefore: period, rowsOf: figure };
      const { figures, rows = [] } = await source(tx, ctx, scopeId, asked);
      const [found] = figures;
      if (found === undefined) continue;
      const { key, label, inPeriod } = found;
      const total = { amount: String(inPeriod), shown: shownAmount(found) };
      return { key, label, from: period.from, until: period.until, total, rows: showRows(found, rows) };
    }
    throw insightError("insight.figure_unknown", { figure });
  });
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
  const lastDay = addDays(period.until, -1);
  const { brief, madeOn, sample } = await transact(ctx, async (tx) => {
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
      sample: await findSample(tx, scopeId),
    };
  });
  return {
    name: `双高协同工作专报 ${brief.name.zh.replace(/[\\/:*?"<>|]/g, "_")} ${period.from} ${lastDay}.docx`,
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    bytes: await writeDocument(planBrief(brief, { origin, madeOn, sample })),
  };
}
