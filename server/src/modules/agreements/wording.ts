// What was done about an agreement, in words.
import { type Bilingual, formatYuan } from "@dual-high/kernel";
import type { StepRow } from "./queries.ts";
import type { AgreementContent } from "./types.ts";

export const FIELD_NAMES: Readonly<Record<keyof AgreementContent, Bilingual>> = {
  kind: { zh: "类型", en: "kind" },
  subKind: { zh: "细类", en: "division" },
  title: { zh: "名称", en: "title" },
  enterpriseId: { zh: "企业账号", en: "enterprise's account" },
  amountFen: { zh: "合同金额", en: "amount" },
  startsOn: { zh: "起始日期", en: "first day" },
  endsOn: { zh: "截止日期", en: "last day" },
  subject: { zh: "标的与内容", en: "subject" },
  indicators: { zh: "技术指标与验收", en: "indicators and acceptance" },
  ipTerms: { zh: "知识产权", en: "intellectual property" },
  otherTerms: { zh: "其他约定", en: "other terms" },
  parties: { zh: "各方", en: "parties" },
  milestones: { zh: "进度安排", en: "milestones" },
  payments: { zh: "付款计划", en: "payments" },
};

export function wordStep({ action, details }: Pick<StepRow, "action" | "details">): Bilingual {
  const text = (name: string) => (typeof details[name] === "string" ? details[name] : "");
  const count = (name: string) => String(details[name]);
  const origin = text("originNumber");
  switch (action) {
    case "drafted":
      return origin === ""
        ? { zh: "起草", en: "Drew it up" }
        : { zh: `由 ${origin} 起草`, en: `Drawn up from ${origin}` };
    case "changed": {
      const fields = (Array.isArray(details["fields"]) ? details["fields"] : []) as (keyof AgreementContent)[];
      const names = fields.map((field) => FIELD_NAMES[field]);
      return {
        zh: `修改了${names.map(({ zh }) => zh).join("、")}`,
        en: `Changed ${names.map(({ en }) => en).join(", ")}`,
      };
    }
    case "receipt_entered":
      return {
        zh: `登记到款 ${text("receipt")}：${formatYuan(text("amountFen"))} 元`,
        en: `Entered receipt ${text("receipt")}: CNY ${formatYuan(text("amountFen"))}`,
      };
    case "receipt_matched": {
      const to = details["payment"];
      return typeof to === "number"
        ? {
            zh: `到款 ${text("receipt")} 对应第 ${to} 笔付款`,
            en: `Held receipt ${text("receipt")} against payment ${to}`,
          }
        : { zh: `到款 ${text("receipt")} 改为暂不对应`, en: `Held receipt ${text("receipt")} against no payment` };
    }
    case "receipt_loosened":
      return details["isRoyalty"] === true
        ? {
            zh: `第 ${count("payment")} 笔付款（提成）已取消，到款 ${text("receipt")} 仍是提成，销售额和比例不变`,
            en: `Payment ${count("payment")}, a royalty, is no more; receipt ${text("receipt")} stays a royalty with its sales and rate`,
          }
        : {
            zh: `第 ${count("payment")} 笔付款已取消，到款 ${text("receipt")} 改为暂不对应`,
            en: `Payment ${count("payment")} is no more; receipt ${text("receipt")} is held against none`,
          };
    case "receipt_reversed":
      return {
        zh: `冲销到款 ${text("receipt")}：${text("reason")}`,
        en: `Reversed receipt ${text("receipt")}: ${text("reason")}`,
      };
    case "receipt_voucher":
      return { zh: `上传到款 ${text("receipt")} 的凭证`, en: `Attached the voucher of receipt ${text("receipt")}` };
    case "delivered":
      return {
        zh: `登记“${text("milestone")}”由${text("party")}于 ${text("on")} 交付`,
        en: `Recorded that ${text("party")} delivered “${text("milestone")}” on ${text("on")}`,
      };
    case "delivery_accepted":
      return {
        zh: `代表${text("party")}验收通过“${text("milestone")}”`,
        en: `Accepted “${text("milestone")}” for ${text("party")}`,
      };
    case "delivery_refused":
      return {
        zh: `代表${text("party")}验收不通过“${text("milestone")}”：${text("reasons")}`,
        en: `Refused “${text("milestone")}” for ${text("party")}: ${text("reasons")}`,
      };
    case "amendment_drafted":
      return {
        zh: `起草补充协议 ${count("amendment")}：${text("reason")}`,
        en: `Drew up amendment ${count("amendment")}: ${text("reason")}`,
      };
    case "amendment_changed":
      return { zh: `修改补充协议 ${count("amendment")}`, en: `Changed amendment ${count("amendment")}` };
    case "amendment_signed":
      return {
        zh: `登记补充协议 ${count("amendment")} 签署，日期 ${text("on")}`,
        en: `Recorded the signing of amendment ${count("amendment")} on ${text("on")}`,
      };
    case "approval_started":
      return {
        zh: `提交${text("institution")}审批（流程第 ${count("version")} 版）`,
        en: `Submitted it to ${text("institution")} (version ${count("version")} of its flow)`,
      };
    case "approval_step_done":
      return {
        zh: `${text("institution")}：办理“${text("step")}”`,
        en: `${text("institution")}: did “${text("step")}”`,
      };
    case "approval_sent_back":
      return {
        zh: `${text("institution")}：在“${text("step")}”退回，${text("reasons")}`,
        en: `${text("institution")}: sent it back at “${text("step")}”: ${text("reasons")}`,
      };
    case "signed_text_added":
      return {
        zh: `上传签署件 ${text("name")}（SHA-256 ${text("sha256").slice(0, 12)}…）`,
        en: `Added the signed text ${text("name")} (SHA-256 ${text("sha256").slice(0, 12)}…)`,
      };
    case "approval_withdrawn":
      return { zh: "撤回审批", en: "Withdrew it from review" };
    case "amendment_dropped":
      return details["because"] === "end"
        ? {
            zh: `合同结束，放弃还没有签署的补充协议 ${count("amendment")}`,
            en: `Dropped amendment ${count("amendment")}, not signed when the agreement ended`,
          }
        : { zh: `放弃补充协议 ${count("amendment")}`, en: `Dropped amendment ${count("amendment")}` };
    case "income_drawn":
      return { zh: `编制到款 ${text("receipt")} 的分配方案`, en: `Drew up the distribution of ${text("receipt")}` };
    case "income_approved":
      return { zh: `批准到款 ${text("receipt")} 的分配`, en: `Approved the distribution of ${text("receipt")}` };
    case "income_ended":
      return { zh: `收回到款 ${text("receipt")} 的分配`, en: `Took back the distribution of ${text("receipt")}` };
    case "registration_changed":
      return { zh: "修改认定登记表", en: "Changed the registration form" };
    case "registration_accept":
      return { zh: "认定登记已受理", en: "The registrar accepted the form" };
    case "registration_register":
      return { zh: `认定登记完成，编号 ${text("registration")}`, en: `Registered as ${text("registration")}` };
    case "registration_return":
      return { zh: "认定登记被退回", en: "The registrar returned the form" };
    case "registration_change":
      return {
        zh: `申请变更认定登记：${text("reason")}`,
        en: `Opened the registration for a change: ${text("reason")}`,
      };
    case "registration_cancel":
      return { zh: `认定登记已撤销：${text("reason")}`, en: `The registration was cancelled: ${text("reason")}` };
    case "registration_renew":
      return {
        zh: `撤销后重新申请认定登记：${text("reason")}`,
        en: `Applied for the cancelled registration anew: ${text("reason")}`,
      };
    case "send":
      return { zh: "把草稿发给对方审阅", en: "Sent the draft to the other party" };
    case "amendment_sent":
      return {
        zh: `把补充协议 ${count("amendment")} 的草稿发给对方审阅`,
        en: `Sent the draft of amendment ${count("amendment")} to the other party`,
      };
    case "sign":
      return { zh: `登记签署，签署日期 ${text("on")}`, en: `Recorded the signing on ${text("on")}` };
    case "complete": {
      const reason =
        text("reason") === "" ? { zh: "", en: "" } : { zh: `：${text("reason")}`, en: `: ${text("reason")}` };
      return {
        zh: `登记履约完成，日期 ${text("on")}${reason.zh}`,
        en: `Recorded it as fulfilled on ${text("on")}${reason.en}`,
      };
    }
    default:
      return {
        zh: `登记终止，日期 ${text("on")}：${text("reason")}`,
        en: `Recorded the termination on ${text("on")}: ${text("reason")}`,
      };
  }
}
