import type { Language } from "@dual-high/kernel";
import { type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { FileAnswer } from "../../../platform/http/index.ts";
import { runReader } from "../compute/engine.ts";
import { listRunNeedNames } from "../queries/runs.ts";
import { listLastFeedback } from "../queries/weights.ts";
import { judgementOf } from "../rules.ts";
import { getCompletedRun } from "./found.ts";
import { openRecord, refusePutAway } from "./record.ts";

/**
 * The judgements on a run's needs and partners, with the texts that were compared: what `dualhigh train` reads. Names,
 * contacts and comments stay here.
 */
export async function exportLearning(ctx: Ctx, runId: string, language: Language): Promise<FileAnswer> {
  const { run, judgements, record } = await transact(ctx, async (tx) => {
    const found = await getCompletedRun(tx, ctx.caller, "match.weigh", runId);
    await refusePutAway(tx, found);
    const numbers = new Map((await listRunNeedNames(tx, found)).map(({ needId, number }) => [needId, number]));
    const given = (await listLastFeedback(tx, found.scopeId)).flatMap((row) => {
      const needId = numbers.get(row.needId);
      const judgement = judgementOf(row);
      return needId === undefined || judgement === null
        ? []
        : [{ needId, candidateId: `${row.partnerKind} ${row.partnerId}`, ...judgement }];
    });
    await audit(tx, {
      scopeId: found.scopeId,
      zoneId: found.zoneId,
      action: "match.learning_exported",
      subjectKind: "match_run",
      subjectId: runId,
      details: { judgements: given.length },
    });
    return { run: found, judgements: given, record: await openRecord(tx, ctx, runId) };
  });
  const bytes = await runReader.ask(record, "learning", { judgements });
  const title = language === "zh" ? `决定 第${run.number}次` : `Decisions run ${run.number}`;
  return { name: `${title}.jsonl`, mediaType: "application/x-ndjson", bytes };
}
