import { createHash } from "node:crypto";
import type { Language } from "@dual-high/kernel";
import { readSheets } from "@dual-high/lists";
import { type Ctx, transact } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import type { FileAnswer, UploadedFile } from "../../../../platform/http/index.ts";
import { newId } from "../../../../platform/ids.ts";
import { type Export, exportList } from "../../../../platform/listing/index.ts";
import { compareName } from "../../../directory/index.ts";
import { listSiteRows } from "../queries/sites.ts";
import { readSites, SITE_COLUMNS } from "../sites-sheet.ts";
import type { Site, SiteDraft, SiteImport } from "../types.ts";
import { auditOf, requireRound } from "./rounds.ts";
import { enterSites, showSites } from "./sites.ts";

const SHOWN = 200;

/**
 * What a list of doors would add to a round, or adds where it is applied; the same list again adds nothing. Rows that
 * cannot be read are told with their remedy and stop no other row.
 */
export async function importSites(
  ctx: Ctx,
  roundId: string,
  file: UploadedFile,
  isApplied: boolean,
): Promise<SiteImport> {
  const readings = readSites(file.name, await readSheets(file));
  return transact(ctx, async (tx) => {
    const round = await requireRound(tx, ctx.caller, "survey.manage", roundId, "for_share");
    const known = new Set((await listSiteRows(tx, roundId)).map(doorOf));
    const fresh: { readonly row: number; readonly site: SiteDraft }[] = [];
    const refused: SiteImport["refused"] = [];
    let same = 0;
    for (const reading of readings) {
      if ("problem" in reading) refused.push({ row: reading.row, text: reading.problem });
      else if (known.has(doorOf(reading.site))) same += 1;
      else {
        known.add(doorOf(reading.site));
        fresh.push(reading);
      }
    }
    if (isApplied && fresh.length > 0) {
      await enterSites(
        tx,
        round,
        fresh.map(({ site }) => ({ ...site, id: newId(), isAddedOnSpot: false })),
      );
      const sha256 = createHash("sha256").update(file.bytes).digest("hex");
      const details = { added: fresh.length, same, refused: refused.length, sha256 };
      await audit(tx, { ...auditOf(round), action: "survey.sites_imported", details });
    }
    const rows = fresh.slice(0, SHOWN).map(({ row, site }) => ({ row, ...site }));
    return {
      isApplied,
      added: fresh.length,
      same,
      rows,
      refused: refused.slice(0, SHOWN),
      refusedCount: refused.length,
    };
  });
}

function doorOf({ building, floor, unit, enterprise }: Pick<SiteDraft, "building" | "floor" | "unit" | "enterprise">) {
  return [building, floor, unit, compareName(enterprise)].join("\n");
}

export async function exportSites(
  ctx: Ctx,
  roundId: string,
  { language, query }: { readonly language: Language; readonly query: Export<Site>["query"] },
): Promise<FileAnswer> {
  const { sites, name } = await transact(ctx, async (tx) => {
    const round = await requireRound(tx, ctx.caller, "survey.export", roundId);
    const rows = await showSites(tx, round, await listSiteRows(tx, roundId));
    await audit(tx, { ...auditOf(round), action: "survey.exported", details: { list: "sites", rows: rows.length } });
    return { sites: rows, name: round.name };
  });
  const title = { zh: `${name} 走访点`, en: `${name} doors` };
  return exportList({ title, columns: SITE_COLUMNS, rows: sites, query, language, madeAt: new Date() });
}
