import { createHash } from "node:crypto";
import type { Bilingual, Language } from "@dual-high/kernel";
import { readSheets } from "@dual-high/lists";
import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import { findToday, type Tx } from "../../../platform/db/index.ts";
import type { FileAnswer, UploadedFile } from "../../../platform/http/index.ts";
import { type Export, exportList } from "../../../platform/listing/index.ts";
import {
  type ConsortiumFilter,
  type ConsortiumListing,
  findNumbersByName,
  insertStep,
  listConsortiumRows,
  touch,
  updateState,
} from "../queries/consortia.ts";
import { findLacks } from "../rules.ts";
import { CONSORTIUM_COLUMNS, kindByName, type ListedConsortium, readConsortia } from "../sheet.ts";
import type { ConsortiumImport, ConsortiumSummary } from "../shapes.ts";
import { enterConsortium } from "./consortia.ts";
import { getConsortiumRow, summarise } from "./found.ts";

/**
 * What a zone's list of consortia would add, or adds where it is applied; the same list again adds nothing. Rows that cannot
 * be read, or say that a consortium is founded which lacks something, are told with their remedy and stop no other row.
 */
export async function importConsortia(
  ctx: Ctx,
  scopeId: string,
  file: UploadedFile,
  isApplied: boolean,
): Promise<ConsortiumImport> {
  authorize(ctx.caller, "consortium.create", scopeId);
  const readings = readConsortia(file.name, await readSheets(file));
  return transact(ctx, async (tx) => {
    const today = await findToday(tx);
    const names = readings.flatMap((reading) => ("listed" in reading ? [reading.listed.name] : []));
    const known = await findNumbersByName(tx, scopeId, names);
    const fresh: { readonly row: number; readonly listed: ListedConsortium }[] = [];
    const refused: ConsortiumImport["refused"] = [];
    let same = 0;
    for (const reading of readings) {
      const problem = "problem" in reading ? reading.problem : findFoundingProblem(reading.listed, today);
      if (problem !== null || "problem" in reading) refused.push({ row: reading.row, text: problem as Bilingual });
      else if (known.has(reading.listed.name.toLowerCase())) same += 1;
      else fresh.push(reading);
    }
    if (isApplied && fresh.length > 0) {
      for (const { listed } of fresh) await enterListed(ctx, tx, scopeId, listed, today);
      const sha256 = createHash("sha256").update(file.bytes).digest("hex");
      await audit(tx, {
        scopeId,
        action: "consortium.list_imported",
        subjectKind: "scope",
        subjectId: scopeId,
        details: { added: fresh.length, same, refused: refused.length, sha256 },
      });
    }
    return {
      isApplied,
      added: fresh.length,
      same,
      rows: fresh.map(({ row, listed: { name, type, lead, members } }) => ({
        row,
        name,
        type,
        lead,
        members: members.length + (lead === null ? 0 : 1),
      })),
      refused,
    };
  });
}

function unitsOf({ lead, members }: ListedConsortium) {
  return [
    ...(lead === null ? [] : [{ name: lead, isLead: true }]),
    ...members.map((name) => ({ name, isLead: false })),
  ];
}

/** A list does not found what could not be founded by hand. */
function findFoundingProblem(listed: ListedConsortium, today: string): Bilingual | null {
  const { name, foundedOn } = listed;
  if (foundedOn === null) return null;
  if (foundedOn > today) {
    return {
      zh: `“${name}”的成立日期 ${foundedOn} 还没有到，请改日期，或留空先登记为筹建`,
      en: `“${name}” would be founded on ${foundedOn}, which is to come: change it, or leave it empty`,
    };
  }
  const members = unitsOf(listed).map((unit) => ({ ...unit, kind: kindByName(unit.name), leftOn: null }));
  const lacks = findLacks({ ...listed, agreementState: null, members });
  if (lacks.length === 0) return null;
  return {
    zh: `“${name}”写了成立日期，还缺${lacks.map(({ zh }) => zh).join("、")}。请补上，或留空成立日期先登记为筹建`,
    en: `“${name}” says when it was founded and lacks ${lacks.map(({ en }) => en).join(", ")}: add that, or leave the day empty`,
  };
}

async function enterListed(ctx: Ctx, tx: Tx, scopeId: string, listed: ListedConsortium, today: string): Promise<void> {
  const { name, type, chainNode, goal, basis, assessOn, foundedOn } = listed;
  const enteredOn = foundedOn ?? today;
  const members = unitsOf(listed).map((unit) => ({
    ...unit,
    kind: kindByName(unit.name),
    creditCode: null,
    enterpriseId: null,
    representative: "",
    enteredOn,
    agreedBy: "",
  }));
  const content = { name, type, chainNode, goal, governance: "", basis, agreementId: null, assessOn };
  const id = await enterConsortium(ctx, tx, scopeId, { ...content, pairIds: [], managerScopeId: null }, members);
  if (foundedOn === null) return;
  const row = await getConsortiumRow(tx, ctx.caller, "consortium.read", id);
  const { userId } = ctx.caller;
  await updateState(tx, id, { state: "founded", on: foundedOn, by: userId, grade: null, nextOn: null });
  await insertStep(tx, row, userId, "found", { on: foundedOn, people: basis });
  await touch(tx, id);
}

export async function exportConsortia(
  ctx: Ctx,
  scopeId: string,
  listing: ConsortiumListing,
  filter: ConsortiumFilter,
  { language, query }: { readonly language: Language; readonly query: Export<ConsortiumSummary>["query"] },
): Promise<FileAnswer> {
  authorize(ctx.caller, "consortium.export", scopeId);
  const rows = await transact(ctx, async (tx) => {
    const listed = await listConsortiumRows(tx, scopeId, listing, filter);
    await audit(tx, {
      scopeId,
      action: "consortium.exported",
      subjectKind: "scope",
      subjectId: scopeId,
      details: { rows: listed.rows.length, format: query.format },
    });
    return listed.rows.map((row) => ({ ...summarise(row), goal: row.goal, basis: row.basis }));
  });
  const title = { zh: "创新联合体清单", en: "Innovation consortia" };
  return exportList({ title, columns: CONSORTIUM_COLUMNS, rows, query, language, madeAt: new Date() });
}
