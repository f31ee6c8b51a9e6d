import { said } from "@dual-high/kernel";
import { type Ctx, transact } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import type { FileAnswer } from "../../../../platform/http/index.ts";
import { type ExportColumn, type AskedExport, exportList } from "../../../../platform/listing/index.ts";
import { inBeijing } from "../../instants.ts";
import { auditOfChallenge } from "../../notice/service/advance.ts";
import { getReadable } from "../../notice/service/found.ts";
import type { ChallengeTerms } from "../../notice/types.ts";
import { writeMembers, writePromises } from "../bid-sheet.ts";
import { leadOf } from "../rules.ts";
import { BID_STATE_NAMES, type OpenBid } from "../types.ts";
import { authorizeReview, openBidsOf } from "./review.ts";

const FROM_PAPER = said("纸质代录", "from paper, by the office");

const BID_COLUMNS: readonly ExportColumn<OpenBid & { readonly terms: ChallengeTerms }>[] = [
  { key: "number", header: said("序号", "Number"), width: 8, value: ({ number }) => number },
  { key: "receipt", header: said("回执号", "Receipt"), width: 14, value: ({ receipt }) => receipt },
  { key: "bidder", header: said("揭榜单位", "Institution"), width: 26, value: ({ bidderName }) => bidderName },
  { key: "title", header: said("揭榜项目名称", "Title"), width: 36, value: ({ content }) => content.title },
  { key: "lead", header: said("负责人", "Lead"), width: 12, value: ({ content }) => leadOf(content)?.name ?? null },
  {
    key: "members",
    header: said(
      "团队成员及分工（姓名｜单位｜职称｜分工｜工时）",
      "Members and roles (name｜unit｜title｜role｜hours)",
    ),
    width: 40,
    value: ({ content }) => writeMembers(content.members),
  },
  { key: "plan", header: said("攻关方案", "Plan"), width: 60, value: ({ content }) => content.plan },
  {
    key: "indicators",
    header: said("承诺指标", "Promised"),
    width: 40,
    value: ({ content, terms }) => writePromises(content, terms),
  },
  {
    key: "price",
    header: said("报价（元）", "Price, yuan"),
    width: 16,
    format: "#,##0.00",
    value: ({ content }) => (content.price === null ? null : Number(BigInt(content.price)) / 100),
  },
  {
    key: "priceNote",
    header: said("报价说明", "Note on the price"),
    width: 24,
    value: ({ content }) => content.priceNote,
  },
  { key: "evidence", header: said("工作基础", "Evidence"), width: 40, value: ({ content }) => content.evidence },
  { key: "contact", header: said("联系方式", "Contact"), width: 24, value: ({ content }) => content.contact },
  {
    key: "state",
    header: said("状态", "State"),
    width: 10,
    value: ({ state }, language) => BID_STATE_NAMES[state][language],
  },
  {
    key: "submittedAt",
    header: said("提交时间", "Submitted"),
    width: 18,
    value: ({ submittedAt }) => submittedAt && inBeijing(submittedAt),
  },
  {
    key: "entry",
    header: said("录入方式", "Entered"),
    width: 12,
    value: ({ isFromPaper }, language) => (isFromPaper ? FROM_PAPER[language] : null),
  },
];

/** Bids that lie open, as a sheet; before that there is none to write. */
export async function exportBids(ctx: Ctx, challengeId: string, query: AskedExport): Promise<FileAnswer> {
  const { rows, code } = await transact(ctx, async (tx) => {
    const challenge = await getReadable(tx, ctx.caller, challengeId);
    authorizeReview(ctx.caller, challenge);
    const bids = await openBidsOf(tx, challengeId);
    const details = { rows: bids.length, format: query.format };
    await audit(tx, { ...auditOfChallenge(challenge), action: "bid.exported", details });
    return { rows: bids.map((bid) => ({ ...bid, terms: challenge.terms })), code: challenge.code };
  });
  const title = said(`${code} 揭榜书`, `${code} bids`);
  return exportList({ title, columns: BID_COLUMNS, rows, query, language: query.language, madeAt: new Date() });
}
