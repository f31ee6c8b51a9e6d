import { formatMoneyRange, type Language, said } from "@dual-high/kernel";
import { nameOfPart } from "@dual-high/matching";
import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { FileAnswer } from "../../../platform/http/index.ts";
import { type ExportColumn, type AskedExport, exportList } from "../../../platform/listing/index.ts";
import { contentOf, type NeedContent, type StoredNeed } from "../content.ts";
import { listWholeNeeds, type NeedFilter, type NeedPlace } from "../queries.ts";
import { maskContact } from "../rules.ts";
import { NEED_STATE_NAMES, NEED_VISIBILITY_NAMES } from "../types.ts";
import { noteAllShown } from "./access.ts";
import { type NeedListing, seesContact } from "./needs.ts";

interface Line {
  readonly need: StoredNeed;
  readonly content: NeedContent;
}

const COLUMNS: readonly ExportColumn<Line>[] = [
  { key: "number", header: said("编号", "Number"), width: 20, value: ({ need }) => need.code },
  {
    key: "listNumber",
    header: said("序号", "List number"),
    width: 12,
    value: ({ need }) => (need.numberIsOwn ? need.number : null),
  },
  {
    key: "state",
    header: said("状态", "State"),
    width: 10,
    value: ({ need }, language) => NEED_STATE_NAMES[need.state][language],
  },
  { key: "title", header: said("需求名称", "Title"), width: 36, value: ({ content }) => content.title },
  { key: "enterprise", header: said("企业名称", "Enterprise"), width: 28, value: ({ content }) => content.enterprise },
  {
    key: "creditCode",
    header: said("统一社会信用代码", "Credit code"),
    width: 22,
    value: ({ content }) => content.creditCode,
  },
  { key: "content", header: said("需求内容", "Content"), width: 60, value: ({ content }) => content.content },
  {
    key: "indicators",
    header: said("主要技术指标", "Indicators"),
    width: 30,
    value: ({ content }) => content.indicators,
  },
  { key: "basis", header: said("现有基础", "Existing basis"), width: 30, value: ({ content }) => content.basis },
  {
    key: "budget",
    header: said("拟投入资金", "Budget"),
    width: 18,
    value: ({ content }, language) => budgetText(content, language),
  },
  { key: "deadline", header: said("期望完成时间", "Deadline"), width: 14, value: ({ content }) => content.deadline },
  {
    key: "cooperation",
    header: said("合作方式", "Cooperation"),
    width: 14,
    value: ({ content }) => content.cooperation,
  },
  { key: "field", header: said("所属领域", "Field"), width: 16, value: ({ content }) => content.field },
  {
    key: "contactName",
    header: said("联系人", "Contact"),
    width: 12,
    value: ({ content }) => content.contact?.name ?? null,
  },
  {
    key: "contactPhone",
    header: said("联系电话", "Phone"),
    width: 16,
    value: ({ content }) => content.contact?.phone ?? null,
  },
  {
    key: "contactEmail",
    header: said("电子邮箱", "E-mail"),
    width: 24,
    value: ({ content }) => content.contact?.email ?? null,
  },
  {
    key: "visibility",
    header: said("可见范围", "Read by"),
    width: 12,
    value: ({ need }, language) => NEED_VISIBILITY_NAMES[need.visibility][language],
  },
  {
    key: "openedBy",
    header: said("开放的结对", "Opened by"),
    width: 28,
    value: ({ need }, language) => need.openedBy?.[language] ?? null,
  },
  {
    key: "missing",
    header: said("还缺什么", "Missing"),
    width: 24,
    value: ({ need }, language) =>
      need.clarity.missing.map((part) => nameOfPart(part, language)).join(language === "zh" ? "、" : ", "),
  },
];

function budgetText({ budget, budgetNegotiable }: NeedContent, language: Language): string | null {
  if (budget !== null) return formatMoneyRange({ low: BigInt(budget.low), high: BigInt(budget.high) }, language);
  if (!budgetNegotiable) return null;
  return language === "zh" ? "面议" : "negotiable";
}

/** The whole list in a file. Contacts are in it for whoever works on the needs, and that they left is on record. */
export async function exportNeeds(
  ctx: Ctx,
  scopeId: string,
  listing: NeedListing,
  filter: NeedFilter,
  query: AskedExport,
): Promise<FileAnswer> {
  authorize(ctx.caller, "need.export", scopeId);
  return exportPlace(ctx, { scopeId }, listing, filter, query);
}

/** Authorizing is the caller's. */
export async function exportPlace(
  ctx: Ctx,
  place: NeedPlace,
  listing: NeedListing,
  filter: NeedFilter,
  query: AskedExport,
): Promise<FileAnswer> {
  const scopeId = "scopeId" in place ? place.scopeId : place.provinceOf;
  const lines = await transact(ctx, async (tx) => {
    const needs = await listWholeNeeds(tx, place, listing, filter);
    await noteAllShown(tx, needs, "export");
    await audit(tx, {
      scopeId,
      action: "need.exported",
      subjectKind: "scope",
      subjectId: scopeId,
      details: { rows: needs.length, format: query.format },
    });
    return needs.map((need): Line => {
      const content = contentOf(need);
      if (content.contact === null || seesContact(ctx.caller, need)) return { need, content };
      return { need, content: { ...content, contact: maskContact(content.contact) } };
    });
  });
  const title = "scopeId" in place ? said("需求清单", "Needs") : said("面向全省的需求", "Needs open to the province");
  return exportList({ title, columns: COLUMNS, rows: lines, query, language: query.language, madeAt: new Date() });
}
