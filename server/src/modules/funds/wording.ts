// What was done about a fund, in words.
import { type Bilingual, formatYuan as yuan } from "@dual-high/kernel";
import { ENTRY_KIND_NAMES, ENTRY_KINDS } from "./types.ts";

interface Told {
  readonly action: string;
  readonly details: Readonly<Record<string, unknown>>;
}

const FIELD_NAMES: Readonly<Record<string, Bilingual>> = {
  name: { zh: "名称", en: "name" },
  purpose: { zh: "用途", en: "purpose" },
  sizeFen: { zh: "规模", en: "size" },
  startsOn: { zh: "设立日", en: "first day" },
  endsOn: { zh: "到期日", en: "last day" },
  stagePlan: { zh: "分阶段计划", en: "plan by stage" },
  sourcePlan: { zh: "分来源计划", en: "plan by source" },
  pairIds: { zh: "可申请的结对", en: "pairs that may apply" },
  managerScopeId: { zh: "管理机构账号", en: "managers' account" },
};

export function wordStep({ action, details }: Told): Bilingual {
  const text = (name: string) => (typeof details[name] === "string" ? details[name] : "");
  const amount = yuan(text("amountFen") === "" ? 0n : BigInt(text("amountFen")));
  const numbered = (name: string) => (typeof details[name] === "number" ? String(details[name]) : "");
  const percent = (name: string) => `${Number(details[name] ?? 0) / 100}%`;
  const entry = numbered("entry");
  switch (action) {
    case "entered":
      return { zh: "登记基金", en: "Entered the fund" };
    case "changed": {
      const fields = (Array.isArray(details["fields"]) ? details["fields"] : []) as string[];
      const names = fields.map((field) => FIELD_NAMES[field] ?? { zh: field, en: field });
      return {
        zh: `修改了${names.map(({ zh }) => zh).join("、")}`,
        en: `Changed ${names.map(({ en }) => en).join(", ")}`,
      };
    }
    case "reversed":
      return {
        zh: `冲销分录 ${numbered("reverses")}（分录 ${entry}）：${text("reason")}`,
        en: `Reversed entry ${numbered("reverses")} by entry ${entry}: ${text("reason")}`,
      };
    case "books_closed":
      return { zh: `结账至 ${text("until")}`, en: `Closed the books up to ${text("until")}` };
    case "books_reopened":
      return {
        zh: `自 ${text("from")} 起重新开账：${text("reason")}`,
        en: `Reopened the books from ${text("from")} on: ${text("reason")}`,
      };
    case "shares_transferred":
      return {
        zh: `登记“${text("about")}”团队 ${text("on")} 转让 ${percent("shareBp")} 给${text("recipient")}`,
        en: `Recorded that the team of “${text("about")}” transferred ${percent("shareBp")} to ${text("recipient")} on ${text("on")}`,
      };
    case "transfer_taken_back":
      return {
        zh: `撤销“${text("about")}”团队转让 ${percent("shareBp")} 的登记：${text("reason")}`,
        en: `Took back the transfer of ${percent("shareBp")} of “${text("about")}”: ${text("reason")}`,
      };
    case "write_off_proposed":
      return {
        zh: `提出核销 ${amount} 元，${text("about")}`,
        en: `Proposed to write off CNY ${amount}, ${text("about")}`,
      };
    case "write_off_withdrawn":
      return {
        zh: `撤回核销 ${amount} 元，${text("about")}：${text("reason")}`,
        en: `Took back the write-off of CNY ${amount}, ${text("about")}: ${text("reason")}`,
      };
    case "write_off_declined":
      return {
        zh: `驳回核销 ${amount} 元，${text("about")}：${text("reason")}`,
        en: `Declined the write-off of CNY ${amount}, ${text("about")}: ${text("reason")}`,
      };
    case "commitment_closed":
      return {
        zh: `关闭承诺“${text("about")}”，释放 ${amount} 元：${text("reason")}`,
        en: `Closed the commitment to “${text("about")}”, releasing CNY ${amount}: ${text("reason")}`,
      };
    default: {
      const kind = ENTRY_KINDS.find((each) => each === action);
      const name = kind === undefined ? { zh: action, en: action } : ENTRY_KIND_NAMES[kind];
      const about = text("about");
      return {
        zh: `${name.zh} ${amount} 元${about === "" ? "" : `，${about}`}（分录 ${entry}）`,
        en: `${name.en}: CNY ${amount}${about === "" ? "" : `, ${about}`} (entry ${entry})`,
      };
    }
  }
}
