import { createHash } from "node:crypto";
import type { Bilingual } from "@dual-high/kernel";
import { readSheets } from "@dual-high/lists";
import { authorize, type Ctx, transact } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import type { UploadedFile } from "../../../../platform/http/index.ts";
import { findNeed, findNeedIds, NEED_STATE_NAMES } from "../../../needs/index.ts";
import { listLiveNeedIds } from "../queries.ts";
import { readRegister, type RegisterRow } from "../register-sheet.ts";
import type { ChallengeImport } from "../types.ts";
import { changeChallenge, createChallenge, POSABLE } from "./drafts.ts";

/**
 * Drafts of challenges out of an office's register. A row whose needs are in a draft or a challenge already adds nothing, so
 * that the same list may come again; a row that cannot be used is told with its remedy and stops no other.
 */
export async function importChallenges(
  ctx: Ctx,
  scopeId: string,
  file: UploadedFile,
  isApplied: boolean,
): Promise<ChallengeImport> {
  authorize(ctx.caller, "challenge.write", scopeId);
  const readings = readRegister(file.name, await readSheets(file));
  return transact(ctx, async (tx) => {
    const inside: Ctx = { ...ctx, tx };
    const taken = new Set(await listLiveNeedIds(tx, scopeId));
    const rows: ChallengeImport["rows"] = [];
    const refused: ChallengeImport["refused"] = [];
    let same = 0;
    for (const reading of readings) {
      const { row } = reading;
      if ("problem" in reading) {
        refused.push({ row, text: reading.problem });
        continue;
      }
      const { entry } = reading;
      const ids = await findNeedIds(tx, scopeId, entry.needNumbers);
      const needIds = entry.needNumbers.flatMap((number) => ids.get(number) ?? []);
      const problem = await findProblem(entry, ids, async (needId) => findNeed(tx, needId));
      if (needIds.length === entry.needNumbers.length && needIds.every((id) => taken.has(id))) same += 1;
      else if (problem !== null) refused.push({ row, text: problem });
      else {
        for (const id of needIds) taken.add(id);
        const code = isApplied ? await makeDraft(inside, scopeId, entry, needIds) : null;
        rows.push({ row, code, title: entry.title ?? entry.needNumbers.join("、") });
      }
    }
    if (isApplied && rows.length > 0) {
      const sha256 = createHash("sha256").update(file.bytes).digest("hex");
      const details = { added: rows.length, same, refused: refused.length, sha256 };
      await audit(tx, { scopeId, action: "challenge.imported", subjectKind: "scope", subjectId: scopeId, details });
    }
    return { isApplied, rows, same, refused };
  });
}

async function findProblem(
  { needNumbers }: RegisterRow,
  ids: ReadonlyMap<string, string>,
  find: (needId: string) => ReturnType<typeof findNeed>,
): Promise<Bilingual | null> {
  for (const number of needNumbers) {
    const need = ids.has(number) ? await find(ids.get(number) ?? "") : null;
    if (need === null) {
      return {
        zh: `没有编号为“${number}”的需求，请核对需求清单`,
        en: `There is no need “${number}”; check the list of needs`,
      };
    }
    if (!POSABLE.includes(need.state)) {
      const { zh, en } = NEED_STATE_NAMES[need.state];
      return {
        zh: `需求“${number}”现在是“${zh}”，受理以后才能起草榜单`,
        en: `Need “${number}” is ${en}; it has to be accepted before it can be posed`,
      };
    }
  }
  return new Set(needNumbers).size === needNumbers.length
    ? null
    : { zh: "同一条需求写了两次", en: "One need is named twice" };
}

async function makeDraft(ctx: Ctx, scopeId: string, entry: RegisterRow, needIds: readonly string[]): Promise<string> {
  const { mode, title, purpose, closesAt, indicators, money } = entry;
  const draft = await createChallenge(ctx, scopeId, { needIds: [...needIds], mode });
  const terms = {
    ...draft.terms,
    ...(indicators === null ? {} : { indicators }),
    ...(money === null ? {} : { money }),
  };
  const change = {
    terms,
    ...(title === null ? {} : { title }),
    ...(purpose === null ? {} : { purpose }),
    ...(closesAt === null ? {} : { closesAt }),
  };
  await changeChallenge(ctx, draft.id, change, draft.version);
  return draft.code;
}
