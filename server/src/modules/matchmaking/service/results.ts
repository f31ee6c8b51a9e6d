// What is made of a run that is done: the workbook, the comparison with another, the proof that it can be repeated.
import { LIST_NAMES } from "@dual-high/lists";
import type { Language } from "@dual-high/kernel";
import { type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { FileAnswer } from "../../../platform/http/index.ts";
import { runReader } from "../compute/engine.ts";
import { decisionKey, type RunDigests } from "../compute/protocol.ts";
import { type DecisionRow, listDecisions } from "../queries/decisions.ts";
import { findPlan, listCandidateKeys, listRunDigests, type RunRow } from "../queries/runs.ts";
import { compareRuns, DECISION_NAMES, matchError, REASON_NAMES, refuseTooLarge } from "../rules.ts";
import { localDay, localTime } from "../times.ts";
import type { RunComparison, RunSide } from "../types.ts";
import { getCompletedRun, type Named, namesFor, requireFound } from "./found.ts";
import { openRecord, refusePutAway } from "./record.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The match list as the workbook that goes to the meeting, with the newest plan and with what was decided so far. */
export async function makeWorkbook(ctx: Ctx, runId: string, language: Language): Promise<FileAnswer> {
  const { run, plan, decisions, record } = await transact(ctx, async (tx) => {
    const found = await getCompletedRun(tx, ctx.caller, "match.read", runId);
    refuseTooLarge(found);
    await refusePutAway(tx, found);
    await audit(tx, {
      scopeId: found.scopeId,
      zoneId: found.zoneId,
      action: "match.workbook_made",
      subjectKind: "match_run",
      subjectId: runId,
    });
    return {
      run: found,
      plan: requireFound(await findPlan(tx, found, null)),
      decisions: await decisionNotes(tx, found, language),
      record: await openRecord(tx, ctx, runId),
    };
  });
  const facts = {
    version: run.engine ?? "",
    madeAt: new Date(requireFound(run.completedAt)),
    inputs: run.inputs.map(({ kind, digest }) => ({
      kind,
      name: nameOfList(run, kind, language),
      size: 0,
      digest,
    })),
  };
  const bytes = await runReader.ask(record, "workbook", { facts, language, wishes: plan.wishes, decisions });
  const title = language === "zh" ? `对接清单 第${run.number}次` : `Match list run ${run.number}`;
  return { name: `${title}.xlsx`, mediaType: XLSX, bytes };
}

function nameOfList({ snapshotAt }: RunRow, kind: keyof typeof LIST_NAMES, language: Language): string {
  const time = localTime(requireFound(snapshotAt));
  return language === "zh" ? `系统内${LIST_NAMES[kind].zh}，截至 ${time}` : `${LIST_NAMES[kind].en} as of ${time}`;
}

async function decisionNotes(tx: Tx, run: RunRow, language: Language): Promise<Record<string, string>> {
  const decisions = (await listDecisions(tx, run)).filter(({ decision }) => decision !== "none");
  const named = await namesFor(
    tx,
    decisions.map(({ decidedBy }) => decidedBy),
  );
  const keys = new Map(
    (await listCandidateKeys(tx, run)).map((key) => [`${key.needId} ${key.kind} ${key.partnerId}`, key]),
  );
  return Object.fromEntries(
    decisions.flatMap((decision) => {
      const key = keys.get(`${decision.needId} ${decision.partnerKind} ${decision.partnerId}`);
      return key === undefined
        ? []
        : [[decisionKey(key.needNumber, key.partnerKey), sayDecision(decision, named, language)]];
    }),
  );
}

function sayDecision(
  { decision, reason, comment, decidedBy, decidedAt }: DecisionRow,
  named: Named,
  language: Language,
) {
  const zh = language === "zh";
  const why = [reason === null ? "" : REASON_NAMES[reason][language], comment].filter((part) => part !== "");
  const told = why.length === 0 ? "" : `${zh ? "：" : ": "}${why.join(zh ? "；" : "; ")}`;
  return `${DECISION_NAMES[decision][language]}${told}\n${named(decidedBy).name} ${localDay(decidedAt)}`;
}

/** What changed between two runs of a pair, and why. The older one is before, whichever was named first. */
export async function compareWith(ctx: Ctx, runId: string, otherId: string): Promise<RunComparison> {
  const sides = await transact(ctx, async (tx) => {
    const one = await getCompletedRun(tx, ctx.caller, "match.read", runId);
    const other = await getCompletedRun(tx, ctx.caller, "match.read", otherId);
    if (one.scopeId !== other.scopeId) throw matchError("matchmaking.other_pair", {});
    const [before, after] = one.number <= other.number ? [one, other] : [other, one];
    return {
      before: { run: before, needs: await listRunDigests(tx, before), record: await openRecord(tx, ctx, before.id) },
      after: { run: after, needs: await listRunDigests(tx, after), record: await openRecord(tx, ctx, after.id) },
    };
  });
  const [before, after] = [sides.before, sides.after];
  const digests = {
    before: await runReader.ask(before.record, "digests", null),
    after: await runReader.ask(after.record, "digests", null),
  };
  const side = ({ run, needs }: typeof before, { partners }: RunDigests): RunSide => ({
    engine: run.engine ?? "",
    parameters: JSON.stringify(parametersOf(run)),
    needs,
    partners,
  });
  const { needs, unchanged } = compareRuns(side(before, digests.before), side(after, digests.after));
  return {
    before: shownRun(before.run),
    after: shownRun(after.run),
    parameters: parameterChanges(before.run, after.run),
    engine:
      before.run.engine === after.run.engine
        ? null
        : { before: before.run.engine ?? "", after: after.run.engine ?? "" },
    lists: listChanges(before.run, after.run, digests),
    unchanged,
    needs,
  };
}

function shownRun({ id, number, createdAt }: RunRow) {
  return { id, number, createdAt };
}

/** What was asked for, without the day: it moves on by itself, and what it changes is told by the partners' rights. */
function parametersOf({ options }: RunRow): Record<string, unknown> {
  const { today: _, needIds, weights, ...rest } = options;
  return {
    ...rest,
    weights: weights === null ? "engine" : weights.number,
    needs: needIds === null ? "all" : [...needIds].sort().join(","),
  };
}

function parameterChanges(before: RunRow, after: RunRow): RunComparison["parameters"] {
  const [old, now] = [parametersOf(before), parametersOf(after)];
  return Object.keys(now)
    .filter((name) => old[name] !== now[name])
    .map((name) => ({ name, before: String(old[name]), after: String(now[name]) }));
}

function listChanges(
  before: RunRow,
  after: RunRow,
  digests: { readonly before: RunDigests; readonly after: RunDigests },
): RunComparison["lists"] {
  const kinds = [...new Set([...before.inputs, ...after.inputs].map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const pick = (side: RunDigests): Readonly<Record<string, string>> => {
      if (kind === "needs") return side.needs;
      if (kind === "instruments") return side.instruments;
      const prefix = kind === "teams" ? "team " : "achievement ";
      return Object.fromEntries(Object.entries(side.partners).filter(([key]) => key.startsWith(prefix)));
    };
    const [old, now] = [pick(digests.before), pick(digests.after)];
    return {
      kind,
      added: Object.keys(now).filter((key) => !(key in old)).length,
      removed: Object.keys(old).filter((key) => !(key in now)).length,
      changed: Object.keys(now).filter((key) => key in old && old[key] !== now[key]).length,
    };
  });
}

/** Computes the run once more from the lists that were kept with it: the digest has to be the same. */
export async function repeatRun(
  ctx: Ctx,
  runId: string,
): Promise<{ readonly isSame: boolean; readonly digest: string; readonly repeated: string }> {
  const record = await transact(ctx, async (tx) => openRecord(tx, ctx, runId));
  const repeated = await runReader.ask(record, "repeat", null);
  return { isSame: repeated === record.digest, digest: record.digest, repeated };
}
