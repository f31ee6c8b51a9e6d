// What was done about a project, in words.
import { type Bilingual, formatYuan } from "@dual-high/kernel";
import { type Requirement, REQUIREMENT_NAMES } from "./gates/types.ts";
import { STAGE_FACTS, type Stage } from "./stages/types.ts";
import { type Side, SIDE_NAMES } from "./support/types.ts";
import type { StepRow } from "./queries.ts";

const FIELD_NAMES: Readonly<Record<string, Bilingual>> = {
  title: { zh: "名称", en: "title" },
  summary: { zh: "简介", en: "summary" },
  industry: { zh: "行业", en: "industry" },
  company: { zh: "企业", en: "company" },
  enterpriseId: { zh: "企业账号", en: "company's account" },
  ownerId: { zh: "经办人", en: "owner" },
  members: { zh: "成员", en: "members" },
};

type Details = StepRow["details"];

const text = (details: Details, name: string) => {
  const value = details[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};
const stageOf = (details: Details): Bilingual =>
  STAGE_FACTS[text(details, "stage") as Stage]?.name ?? { zh: "", en: "" };
const because = (details: Details): Bilingual => {
  const reason = text(details, "reason");
  return reason === "" ? { zh: "", en: "" } : { zh: `：${reason}`, en: `: ${reason}` };
};

const sideOf = (details: Details) => SIDE_NAMES[text(details, "side") as Side] ?? { zh: "", en: "" };
const waivedOf = (details: Details): Bilingual => {
  const count = text(details, "waived");
  return count === "" || count === "0" ? { zh: "", en: "" } : { zh: `，豁免 ${count} 项`, en: `, ${count} waived` };
};
const gate = (zh: string, en: string) => (details: Details) => ({
  zh: `${zh}“${stageOf(details).zh}”关口${because(details).zh}`,
  en: `${en} the gate to ${stageOf(details).en.toLowerCase()}${because(details).en}`,
});
const level = (zh: string, en: string) => (details: Details) => ({
  zh: `${zh} ${text(details, "level")} 级${because(details).zh}`,
  en: `${en} level ${text(details, "level")}${because(details).en}`,
});
const support = (zh: string, en: string) => (details: Details) => ({
  zh: `${zh}${sideOf(details).zh}的支持：${text(details, "description")}${because(details).zh}`,
  en: `${en} of ${sideOf(details).en}: ${text(details, "description")}${because(details).en}`,
});
const waiver = (zh: string, en: string) => (details: Details) => {
  const name = REQUIREMENT_NAMES[text(details, "requirement") as Requirement] ?? { zh: "", en: "" };
  return {
    zh: `“${stageOf(details).zh}”关口${zh}“${name.zh}”${because(details).zh}`,
    en: `${en} “${name.en}” at the gate to ${stageOf(details).en.toLowerCase()}${because(details).en}`,
  };
};

const WORDS: Readonly<Record<string, (details: Details) => Bilingual>> = {
  entered: (details) => {
    const from = text(details, "originNumber");
    return from === ""
      ? { zh: "录入项目", en: "Entered it" }
      : { zh: `由 ${from} 立项`, en: `Entered it from ${from}` };
  },
  changed: (details) => {
    const fields = (Array.isArray(details["fields"]) ? details["fields"] : []) as string[];
    const names = fields.flatMap((field) => FIELD_NAMES[field] ?? []);
    return {
      zh: `修改了${names.map(({ zh }) => zh).join("、")}`,
      en: `Changed ${names.map(({ en }) => en).join(", ")}`,
    };
  },
  stage_stated: (details) => ({
    zh: `填写“${stageOf(details).zh}”的日期`,
    en: `Stated the days of ${stageOf(details).en.toLowerCase()}`,
  }),
  agreement_linked: (details) => ({
    zh: `为“${stageOf(details).zh}”关联合同 ${text(details, "agreement")}`,
    en: `Linked agreement ${text(details, "agreement")} to ${stageOf(details).en.toLowerCase()}`,
  }),
  agreement_unlinked: (details) => ({
    zh: `取消“${stageOf(details).zh}”与合同 ${text(details, "agreement")} 的关联`,
    en: `Unlinked agreement ${text(details, "agreement")} from ${stageOf(details).en.toLowerCase()}`,
  }),
  evidence_added: (details) => ({
    zh: `上传证据“${text(details, "title")}”`,
    en: `Uploaded evidence “${text(details, "title")}”`,
  }),
  evidence_withdrawn: (details) => ({
    zh: `撤回证据“${text(details, "title")}”${because(details).zh}`,
    en: `Withdrew evidence “${text(details, "title")}”${because(details).en}`,
  }),
  level_applied: level("申请就绪度", "Applied for readiness"),
  level_seconded: level("同意授予就绪度", "Was for granting readiness"),
  level_granted: level("授予就绪度", "Granted readiness"),
  level_refused: level("未授予就绪度", "Refused readiness"),
  level_revoked: (details) => ({
    zh: `撤销就绪度 ${text(details, "level")} 级，现为 ${text(details, "left")} 级${because(details).zh}`,
    en: `Revoked readiness level ${text(details, "level")}; it is at level ${text(details, "left")} now${because(details).en}`,
  }),
  level_withdrawn: level("撤回申请：就绪度", "Withdrew the application for readiness"),
  support_promised: support("登记", "Recorded support"),
  support_delivered: support("确认兑现", "Confirmed the delivery of support"),
  support_withdrawn: support("撤回", "Withdrew support"),
  gate_applied: gate("申请", "Applied for"),
  gate_withdrawn: gate("撤回申请：", "Withdrew the application for"),
  gate_passed: (details) => ({
    zh: `通过“${stageOf(details).zh}”关口，${text(details, "on")} 进入${waivedOf(details).zh}${because(details).zh}`,
    en: `Passed the gate to ${stageOf(details).en.toLowerCase()}, entered on ${text(details, "on")}${waivedOf(details).en}${because(details).en}`,
  }),
  gate_held: gate("暂缓", "Held"),
  gate_stopped: gate("终止于", "Stopped at"),
  waiver_given: waiver("豁免", "Waived"),
  waiver_revoked: waiver("取消豁免", "Took back the waiver of"),
  permits_stated: (details) =>
    details["noneNeeded"] === true
      ? { zh: "写明行业不需要许可", en: "Stated that the industry needs no permit" }
      : {
          zh: `写明需要 ${text(details, "needed")} 项许可，已取得 ${text(details, "obtained")} 项`,
          en: `Stated ${text(details, "needed")} permits, of which ${text(details, "obtained")} are there`,
        },
  proof_granted: (details) => ({
    zh: `概念验证征集 ${text(details, "call")} 立项 ${formatYuan(text(details, "amountFen"))} 元，起草合同 ${text(details, "agreement")}`,
    en: `Granted CNY ${formatYuan(text(details, "amountFen"))} under call ${text(details, "call")}; agreement ${text(details, "agreement")} drafted`,
  }),
  proof_report_accepted: (details) => ({
    zh: `概念验证结题报告已验收（征集 ${text(details, "call")}），成为项目证据：${text(details, "title")}`,
    en: `The report on a proof of concept under call ${text(details, "call")} was accepted and is evidence now: ${text(details, "title")}`,
  }),
  license_out: (details) => ({
    zh: `登记许可转让，日期 ${text(details, "on")}${because(details).zh}`,
    en: `Recorded it as licensed out on ${text(details, "on")}${because(details).en}`,
  }),
  stop: (details) => ({
    zh: `终止项目，日期 ${text(details, "on")}${because(details).zh}`,
    en: `Stopped it on ${text(details, "on")}${because(details).en}`,
  }),
  return: (details) => ({
    zh: `退回来源，日期 ${text(details, "on")}${because(details).zh}`,
    en: `Returned it on ${text(details, "on")}${because(details).en}`,
  }),
  resume: (details) => ({
    zh: `恢复项目，日期 ${text(details, "on")}${because(details).zh}`,
    en: `Resumed it on ${text(details, "on")}${because(details).en}`,
  }),
};

export function wordStep({ action, details }: Pick<StepRow, "action" | "details">): Bilingual {
  return WORDS[action]?.(details) ?? { zh: action, en: action };
}
