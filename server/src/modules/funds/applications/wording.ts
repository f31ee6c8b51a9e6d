// What was done about an application, in words.
import { type Bilingual, formatYuan as yuan } from "@dual-high/kernel";
import { CONCLUSIONS, OUTCOMES, VOTE_NAMES } from "./types.ts";

const CONCLUSION_NAMES: Readonly<Record<(typeof CONCLUSIONS)[number], Bilingual>> = {
  support: { zh: "建议支持", en: "support it" },
  conditions: { zh: "有条件支持", en: "support it on conditions" },
  against: { zh: "不建议支持", en: "do not support it" },
};
const OUTCOME_NAMES: Readonly<Record<(typeof OUTCOMES)[number], Bilingual>> = {
  approve: { zh: "通过", en: "approved" },
  decline: { zh: "不通过", en: "declined" },
  return: { zh: "退回", en: "returned" },
};

export function nameConclusion(conclusion: (typeof CONCLUSIONS)[number]): Bilingual {
  return CONCLUSION_NAMES[conclusion];
}

interface Told {
  readonly action: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export function wordApplicationStep({ action, details }: Told): Bilingual {
  const text = (name: string) => (typeof details[name] === "string" ? details[name] : "");
  const after = (zh: string, en: string, more: string): Bilingual =>
    more === "" ? { zh, en } : { zh: `${zh}：${more}`, en: `${en}: ${more}` };
  switch (action) {
    case "entered":
      return { zh: "起草申请", en: "Drafted the application" };
    case "changed":
      return { zh: "修改申请", en: "Changed the application" };
    case "submit":
      return { zh: "提交申请", en: "Submitted the application" };
    case "withdraw":
      return after("撤回申请", "Withdrew the application", text("reason"));
    case "diligence":
      return after("交尽职调查", "Gave it to an investigator", text("name"));
    case "interest":
      return after(
        "调查人声明利益关系，已退出",
        "The investigator declared an interest and stood back",
        text("interest"),
      );
    case "reported": {
      const conclusion = CONCLUSIONS.find((each) => each === details["conclusion"]);
      const { zh, en } = conclusion === undefined ? { zh: "", en: "" } : CONCLUSION_NAMES[conclusion];
      return { zh: `登记尽职调查结论：${zh}`, en: `Reported: ${en}` };
    }
    case "paper":
      return after("上传材料", "Added a paper", text("title"));
    case "committee": {
      const names = (Array.isArray(details["names"]) ? details["names"] : []).join("、");
      return {
        zh: `提交投决会（${text("meetsOn")}）：${names}`,
        en: `Put before the committee of ${text("meetsOn")}: ${names}`,
      };
    }
    case "voted": {
      const vote = (Object.keys(VOTE_NAMES) as (keyof typeof VOTE_NAMES)[]).find((each) => each === details["vote"]);
      const { zh, en } = vote === undefined ? { zh: "", en: "" } : VOTE_NAMES[vote];
      return { zh: `表决：${zh}`, en: `Voted: ${en}` };
    }
    default: {
      const outcome = OUTCOMES.find((each) => each === details["outcome"]);
      const { zh, en } = outcome === undefined ? { zh: "", en: "" } : OUTCOME_NAMES[outcome];
      const amount = text("amountFen");
      return {
        zh: `登记投决会决定：${zh}${amount === "" ? "" : `，承诺 ${yuan(amount)} 元`}。${text("reason")}`,
        en: `Recorded the committee's decision: ${en}${amount === "" ? "" : `, CNY ${yuan(amount)} committed`}. ${text("reason")}`,
      };
    }
  }
}
