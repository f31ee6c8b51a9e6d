import { createHash } from "node:crypto";
import { writeDocument } from "@dual-high/lists";
import { zipSync } from "fflate";
import { type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { FileAnswer } from "../../../platform/http/index.ts";
import { findDisplayNames } from "../../identity/index.ts";
import { listAmendments } from "../amendments/service.ts";
import { planDocument } from "../document.ts";
import { listMilestones } from "../milestones/service.ts";
import { listPapers } from "../papers/service.ts";
import { loadContent } from "../queries.ts";
import { auditOf } from "../service/draft.ts";
import { getAgreementRow, showAgreement } from "../service/found.ts";
import { minuteOf, planDueDiligence } from "./due-diligence-plan.ts";
import { listApprovals } from "./service.ts";

/** A zip names no moment before this; the same papers are the same bytes but for the time in the index. */
const ZIP_TIME = "1980-01-02T00:00:00Z";

/** Everything about an agreement that proves due diligence: an index, the text, and every file under its own digest. */
export async function exportDueDiligence(ctx: Ctx, agreementId: string): Promise<FileAnswer> {
  return transact(ctx, async (tx) => {
    const row = await getAgreementRow(tx, ctx.caller, "agreement.approve", agreementId);
    const inside = { ...ctx, tx };
    const agreement = await showAgreement(tx, ctx.caller, agreementId);
    const papers = (await listPapers(inside, agreementId)).map((paper, index) => ({
      ...paper,
      fileName: `材料/${String(index + 1).padStart(2, "0")} ${paper.kindName.zh} ${paper.name.replaceAll(/[\\/:*?"<>|]/g, "_")}`,
    }));
    const names = await findDisplayNames(tx, [ctx.caller.userId]);
    const plan = planDueDiligence({
      agreement,
      approvals: (await listApprovals(inside, agreementId)).approvals,
      milestones: await listMilestones(inside, agreementId),
      amendments: await listAmendments(inside, agreementId),
      papers,
      madeAt: minuteOf(new Date().toISOString()),
      madeBy: names.get(ctx.caller.userId) ?? "",
    });
    const entries: Record<string, Uint8Array> = {
      "00 尽职免责材料索引.docx": await writeDocument(plan),
      "01 合同文本.docx": await writeDocument(planDocument(row, await loadContent(tx, row))),
    };
    for (const { id, fileName } of papers) entries[fileName] = (await ctx.files.readFile(tx, id)).bytes;
    entries["SHA256SUMS.txt"] = Buffer.from(sumsOf(entries));
    await audit(tx, {
      ...auditOf(row),
      action: "agreement.due_diligence_exported",
      details: { number: row.number, papers: papers.length },
    });
    return {
      name: `${row.number} 尽职免责材料.zip`,
      mediaType: "application/zip",
      bytes: zipSync(entries, { level: 6, mtime: ZIP_TIME }),
    };
  });
}

/** As `sha256sum -c` reads it: every file of the archive, the index and the text among them. */
function sumsOf(entries: Readonly<Record<string, Uint8Array>>): string {
  const lines = Object.entries(entries).map(
    ([name, bytes]) => `${createHash("sha256").update(bytes).digest("hex")}  ${name}\n`,
  );
  return lines.join("");
}
