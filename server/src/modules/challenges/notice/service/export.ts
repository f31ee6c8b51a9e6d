import { formatMoneyRange, type Language, said } from "@dual-high/kernel";
import { authorize, type Ctx, transact } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import type { FileAnswer } from "../../../../platform/http/index.ts";
import { type ExportColumn, type AskedExport, exportList } from "../../../../platform/listing/index.ts";
import { inBeijing } from "../../instants.ts";
import { type ChallengeFilter, type ChallengeListing, type ListedChallenge, listChallengeRows } from "../queries.ts";
import { CHALLENGE_MODE_NAMES, CHALLENGE_STATE_NAMES, type ChallengeTerms } from "../types.ts";
import { seesParties } from "./found.ts";
import { summarise } from "./show.ts";

interface Line extends ReturnType<typeof summarise> {
  readonly row: ListedChallenge;
  /** Of the office or the poster: which needs it was made of is not on the notice. */
  readonly isParty: boolean;
}

function moneyText({ money }: Pick<ChallengeTerms, "money">, language: Language): string {
  const { kind, low, high, note } = money;
  if (kind === "open" || (low === null && high === null)) return note || (language === "zh" ? "面议" : "open to talks");
  const range = { low: BigInt(low ?? high ?? "0"), high: BigInt(high ?? low ?? "0") };
  return formatMoneyRange(range, language);
}

const COLUMNS: readonly ExportColumn<Line>[] = [
  { key: "code", header: said("榜单编号", "Number"), width: 24, value: ({ code }) => code },
  {
    key: "needs",
    header: said("需求编号", "Needs"),
    width: 24,
    value: ({ row, isParty }) => (isParty ? row.needNumbers : null),
  },
  { key: "title", header: said("榜单名称", "Title"), width: 36, value: ({ title }) => title },
  { key: "poster", header: said("发榜企业", "Posed by"), width: 28, value: ({ poster }) => poster },
  {
    key: "mode",
    header: said("揭榜方式", "Mode"),
    width: 12,
    value: ({ mode }, language) => CHALLENGE_MODE_NAMES[mode][language],
  },
  {
    key: "state",
    header: said("状态", "State"),
    width: 12,
    value: ({ state }, language) => CHALLENGE_STATE_NAMES[state][language],
  },
  { key: "purpose", header: said("攻关内容", "Purpose"), width: 60, value: ({ row }) => row.purpose },
  {
    key: "indicators",
    header: said("主要技术指标", "Indicators"),
    width: 40,
    value: ({ row }) =>
      row.terms.indicators.map(({ name, target, unit }) => `${name} ${target}${unit}`.trim()).join("；"),
  },
  {
    key: "money",
    header: said("榜金或预算", "Reward or budget"),
    width: 20,
    value: ({ row }, language) => moneyText(row.terms, language),
  },
  {
    key: "opensAt",
    header: said("开始时间", "Opens"),
    width: 18,
    value: ({ opensAt }) => opensAt && inBeijing(opensAt),
  },
  {
    key: "closesAt",
    header: said("截止时间", "Closes"),
    width: 18,
    value: ({ closesAt }) => closesAt && inBeijing(closesAt),
  },
  { key: "bids", header: said("揭榜数", "Bids"), width: 10, value: ({ bids }) => bids },
];

export async function exportChallenges(
  ctx: Ctx,
  scopeId: string,
  listing: ChallengeListing,
  filter: ChallengeFilter,
  query: AskedExport,
): Promise<FileAnswer> {
  authorize(ctx.caller, "challenge.read", scopeId);
  const rows = await transact(ctx, async (tx) => {
    const { rows: found } = await listChallengeRows(tx, scopeId, listing, filter);
    const lines = found.slice(0, listing.limit).map(
      (row): Line => ({
        ...summarise(ctx.caller, row),
        row,
        isParty: seesParties(ctx.caller, row),
      }),
    );
    const details = { rows: lines.length, format: query.format };
    await audit(tx, { scopeId, action: "challenge.exported", subjectKind: "scope", subjectId: scopeId, details });
    return lines;
  });
  const title = said("榜单清单", "Challenges");
  return exportList({ title, columns: COLUMNS, rows, query, language: query.language, madeAt: new Date() });
}
