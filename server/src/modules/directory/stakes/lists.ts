// Stakes as a list: out as a workbook, and in again row by row.
import { createHash } from "node:crypto";
import { type Bilingual, DomainError } from "@dual-high/kernel";
import { readSheets } from "@dual-high/lists";
import { sql } from "kysely";
import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { FileAnswer, UploadedFile } from "../../../platform/http/index.ts";
import { type AskedExport, exportList } from "../../../platform/listing/index.ts";
import { compareName } from "../rules.ts";
import { findEnterpriseNamed, findHoldersNamed, listStakesIn, listStakesWithin } from "./queries.ts";
import { createStake } from "./service.ts";
import { readStakes, STAKE_COLUMNS } from "./sheet.ts";
import type { StakeDraft, StakeImport } from "./types.ts";

/** All of a scope, in the columns in which they come in: of a scope without stakes it is the template. */
export async function exportStakes(ctx: Ctx, scopeId: string, query: AskedExport): Promise<FileAnswer> {
  authorize(ctx.caller, "directory.read", scopeId);
  const rows = await transact(ctx, async (tx) => {
    const stakes = await listStakesWithin(tx, scopeId);
    const details = { rows: stakes.length, format: query.format };
    await audit(tx, { scopeId, action: "stake.exported", subjectKind: "scope", subjectId: scopeId, details });
    return stakes;
  });
  const title = { zh: "创办人和出资人", en: "Founders and investors" };
  return exportList({ title, columns: STAKE_COLUMNS, rows, query, language: query.language, madeAt: new Date() });
}

/**
 * Looks first, and enters where it is applied. A row by which nothing new is said adds nothing, so that the same list may come
 * again; a row that cannot be used is told with what to do and stops no other.
 */
export async function importStakes(
  ctx: Ctx,
  scopeId: string,
  file: UploadedFile,
  isApplied: boolean,
): Promise<StakeImport> {
  authorize(ctx.caller, "directory.write", scopeId);
  const readings = readStakes(file.name, await readSheets(file));
  return transact(ctx, async (tx) => {
    const refused: StakeImport["refused"] = [];
    let [added, same] = [0, 0];
    await sql`SAVEPOINT stakes_in`.execute(tx.kysely);
    for (const reading of readings) {
      const { row } = reading;
      const outcome =
        "problem" in reading
          ? reading.problem
          : await enter({ ...ctx, tx }, tx, scopeId, reading.enterprise, reading.draft);
      if (outcome === "added") added += 1;
      else if (outcome === "same") same += 1;
      else refused.push({ row, text: outcome });
    }
    if (!isApplied) await sql`ROLLBACK TO SAVEPOINT stakes_in`.execute(tx.kysely);
    else if (added > 0) {
      const sha256 = createHash("sha256").update(file.bytes).digest("hex");
      const details = { added, same, refused: refused.length, sha256 };
      await audit(tx, { scopeId, action: "stake.list_imported", subjectKind: "scope", subjectId: scopeId, details });
    }
    return { isApplied, added, same, refused };
  });
}

async function enter(
  ctx: Ctx,
  tx: Tx,
  scopeId: string,
  enterprise: string,
  draft: StakeDraft,
): Promise<"added" | "same" | Bilingual> {
  const enterpriseId = await findEnterpriseNamed(tx, scopeId, enterprise);
  if (enterpriseId === null) {
    return {
      zh: `名录里没有企业“${enterprise}”，请先在“企业”里登记，或改成名录里的名称`,
      en: `There is no enterprise “${enterprise}” in the directory: enter it there first, or write the name that it has`,
    };
  }
  const key = (stake: Pick<StakeDraft, "holderKind" | "holderName" | "since" | "until">) =>
    [stake.holderKind, compareName(stake.holderName), stake.since, stake.until].join(" ");
  if ((await listStakesIn(tx, enterpriseId)).some((stake) => key(stake) === key(draft))) return "same";
  await sql`SAVEPOINT stake_row`.execute(tx.kysely);
  try {
    await createStake(ctx, enterpriseId, { ...draft, holderId: await findHolderId(tx, scopeId, draft) });
    await sql`RELEASE SAVEPOINT stake_row`.execute(tx.kysely);
    return "added";
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await sql`ROLLBACK TO SAVEPOINT stake_row`.execute(tx.kysely);
    return { zh: error.text("zh"), en: error.text("en") };
  }
}

/** The holder's own record, where one and only one of that name, and of that unit if it is given, is there. */
async function findHolderId(
  tx: Tx,
  scopeId: string,
  { holderKind, holderName, holderUnit }: StakeDraft,
): Promise<string | null> {
  const named = await findHoldersNamed(tx, scopeId, holderKind, holderName);
  const fit = named.filter(
    ({ unit }) =>
      holderUnit === "" || holderKind === "organisation" || compareName(unit ?? "") === compareName(holderUnit),
  );
  return fit.length === 1 ? (fit[0]?.id ?? null) : null;
}
