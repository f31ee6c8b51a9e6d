import { formatMoney, formatYuan, said } from "@dual-high/kernel";
import { writeDocument, writePdf } from "@dual-high/lists";
import { accessError, authorize, type Ctx, transact, transactAsSystem } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { FileAnswer } from "../../../platform/http/index.ts";
import { type ExportColumn, type AskedExport, exportList } from "../../../platform/listing/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { listAmendmentRows } from "../amendments/queries.ts";
import {
  type AgreementFilter,
  type AgreementListing,
  type AgreementRow,
  listAgreementRows,
  loadContent,
} from "../queries.ts";
import { AGREEMENT_STATE_NAMES, type AgreementContent, type AgreementSummary } from "../types.ts";
import { planDocument } from "../document.ts";
import { listTemplatesInForce } from "../templates/queries.ts";
import { fillAgreement } from "../templates/service.ts";
import { valuesOf } from "../templates/values.ts";
import { auditOf } from "./draft.ts";
import { getAgreementRow, homeOf, summarise } from "./found.ts";

/** To be changed by hand, or to be read and printed as it is. */
const TEXT_FORMATS = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  pdf: "application/pdf",
} as const;
type TextFormat = keyof typeof TEXT_FORMATS;

const COLUMNS: readonly ExportColumn<AgreementSummary>[] = [
  { key: "number", header: said("编号", "Number"), width: 20, value: ({ number }) => number },
  { key: "title", header: said("合同名称", "Title"), width: 40, value: ({ title }) => title },
  { key: "kind", header: said("类型", "Kind"), width: 22, value: ({ kindName }, language) => kindName[language] },
  {
    key: "state",
    header: said("状态", "State"),
    width: 10,
    value: ({ state }, language) => AGREEMENT_STATE_NAMES[state][language],
  },
  {
    key: "parties",
    header: said("各方", "Parties"),
    width: 44,
    value: ({ parties }, language) => parties.join(language === "zh" ? "、" : ", "),
  },
  {
    key: "amount",
    header: said("合同金额", "Amount"),
    width: 16,
    value: ({ amountFen }, language) => (amountFen === null ? null : formatMoney(BigInt(amountFen), language)),
  },
  {
    key: "received",
    header: said("已到款（元）", "Received (CNY)"),
    width: 18,
    value: (row) => formatYuan(BigInt(row.receivedFen) + BigInt(row.royaltyFen)),
  },
  {
    key: "overdue",
    header: said("逾期未到（元）", "Overdue (CNY)"),
    width: 18,
    value: ({ overdueFen }) => (overdueFen === "0" ? null : formatYuan(overdueFen)),
  },
  { key: "startsOn", header: said("起始日期", "First day"), width: 12, value: ({ startsOn }) => startsOn },
  { key: "endsOn", header: said("截止日期", "Last day"), width: 12, value: ({ endsOn }) => endsOn },
  { key: "signedOn", header: said("签署日期", "Signed on"), width: 12, value: ({ signedOn }) => signedOn },
  {
    key: "origin",
    header: said("来源", "Origin"),
    width: 40,
    value: ({ origin }) => (origin === null ? null : `${origin.number} ${origin.title}`),
  },
];

export async function exportAgreements(
  ctx: Ctx,
  scopeId: string,
  listing: AgreementListing,
  filter: AgreementFilter,
  query: AskedExport,
): Promise<FileAnswer> {
  authorize(ctx.caller, "agreement.export", scopeId);
  const rows = await transact(ctx, async (tx) => {
    const listed = await listAgreementRows(tx, scopeId, listing, filter);
    await audit(tx, {
      scopeId,
      action: "agreement.exported",
      subjectKind: "scope",
      subjectId: scopeId,
      details: { rows: listed.rows.length, format: query.format },
    });
    return listed.rows.map(summarise);
  });
  const title = said("合同清单", "Agreements");
  return exportList({ title, columns: COLUMNS, rows, query, language: query.language, madeAt: new Date() });
}

/** The text that stood until an amendment, or the one in force. */
async function loadTextBefore(tx: Tx, row: AgreementRow, before: number | null): Promise<AgreementContent> {
  if (before === null) return loadContent(tx, row);
  const amendment = (await listAmendmentRows(tx, row.id)).find(({ number }) => number === before);
  if (amendment?.replaced === null || amendment === undefined) throw accessError("access.not_found", {});
  return amendment.replaced;
}

interface WantedDocument {
  readonly before?: number | null | undefined;
  readonly format: TextFormat;
  readonly template?: string | undefined;
}

/** The text of one agreement, to be negotiated and signed outside: in Chinese, whatever language the reader uses. */
export async function exportDocument(
  ctx: Ctx,
  agreementId: string,
  { before = null, format, template }: WantedDocument,
): Promise<FileAnswer> {
  const { row, content, fileId } = await transact(ctx, async (tx) => {
    const found = await getAgreementRow(tx, ctx.caller, "agreement.export", agreementId);
    const about = { ...auditOf(found), scopeId: homeOf(ctx.caller, found) };
    const details = { number: found.number, ...(template === undefined ? {} : { template }) };
    await audit(tx, { ...about, action: "agreement.document_exported", details });
    return {
      row: found,
      content: await loadTextBefore(tx, found, before),
      fileId: template === undefined ? null : await findTemplateFile(tx, found, template),
    };
  });
  const plan = planDocument(row, content);
  const written = fileId === null ? null : await fillAgreement(await readAsSystem(ctx, fileId), valuesOf(row, content));
  const ending = written === null ? format : "docx";
  return {
    name: `${row.number} ${before === null ? "" : `补充协议 ${before} 之前 `}${row.title.replace(/[\\/:*?"<>|]/g, "_").slice(0, 80)}.${ending}`,
    mediaType: TEXT_FORMATS[ending],
    bytes: written ?? (await (format === "pdf" ? writePdf(plan) : writeDocument(plan))),
  };
}

async function findTemplateFile(tx: Tx, { scopeId, kind }: AgreementRow, templateId: string): Promise<string> {
  const found = (await listTemplatesInForce(tx, scopeId, kind)).find(({ id }) => id === templateId);
  if (found === undefined) throw accessError("access.not_found", {});
  return found.fileId;
}

/** A template lies in its institution, which the pair's office does not see. */
async function readAsSystem(ctx: Ctx, fileId: string) {
  return transactAsSystem(ctx, async (tx) => ctx.files.readFile(tx, fileId));
}
