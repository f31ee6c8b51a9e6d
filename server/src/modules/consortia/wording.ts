// What was done about a consortium, in words.
import type { Bilingual } from "@dual-high/kernel";
import { CONTRIBUTION_KINDS, GRADE_NAMES, GRADES } from "./types.ts";
import { quantityText } from "./rules.ts";
import type { ConsortiumContent } from "./shapes.ts";

const FIELD_NAMES: Readonly<Record<keyof ConsortiumContent, Bilingual>> = {
  name: { zh: "名称", en: "name" },
  type: { zh: "类型", en: "type" },
  chainNode: { zh: "产业链节点", en: "chain node" },
  goal: { zh: "目标与方向", en: "goal" },
  governance: { zh: "治理方式", en: "governance" },
  basis: { zh: "成立文件", en: "founding document" },
  agreementId: { zh: "联合体协议", en: "agreement" },
  assessOn: { zh: "评估日期", en: "day of assessment" },
  pairIds: { zh: "参与的结对", en: "pairs that take part" },
  managerScopeId: { zh: "秘书处账号", en: "secretariat's account" },
};

interface Told {
  readonly action: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export function wordStep({ action, details }: Told): Bilingual {
  const text = (name: string) => (typeof details[name] === "string" ? details[name] : "");
  const [name, title, on, reason] = [text("name"), text("title"), text("on"), text("reason")];
  const after = (zh: string, en: string, more: string): Bilingual =>
    more === "" ? { zh, en } : { zh: `${zh}：${more}`, en: `${en}: ${more}` };
  switch (action) {
    case "entered":
      return { zh: "登记", en: "Entered it" };
    case "changed": {
      const fields = (Array.isArray(details["fields"]) ? details["fields"] : []) as (keyof ConsortiumContent)[];
      const names = fields.map((field) => FIELD_NAMES[field]);
      return {
        zh: `修改了${names.map(({ zh }) => zh).join("、")}`,
        en: `Changed ${names.map(({ en }) => en).join(", ")}`,
      };
    }
    case "found":
      return after(`成立，${on}，决定人`, `Founded on ${on}, decided by`, text("people"));
    case "run":
      return { zh: `投入运行，${on}`, en: `Running from ${on}` };
    case "assess": {
      const grade = GRADES.find((each) => each === details["grade"]);
      const named = grade === undefined ? { zh: "", en: "" } : GRADE_NAMES[grade];
      return after(
        `评估为“${named.zh}”，${on}，评估人 ${text("people")}`,
        `Assessed as ${named.en} on ${on} by ${text("people")}`,
        reason,
      );
    }
    case "end":
      return after(`终止，${on}，决定人 ${text("people")}`, `Ended on ${on}, decided by ${text("people")}`, reason);
    case "member_entered":
      return after(`${name} 加入，${on}，牵头单位同意人`, `${name} entered on ${on}, agreed by`, text("agreedBy"));
    case "member_left":
      return after(
        `${name} 退出，${on}，牵头单位同意人 ${text("agreedBy")}，保留`,
        `${name} left on ${on}, agreed by ${text("agreedBy")}, keeps`,
        text("keeps"),
      );
    case "entry_accepted":
      return after(
        `同意 ${name} 加入，${on}，牵头单位同意人`,
        `${name} asked to enter and did on ${on}, agreed by`,
        text("agreedBy"),
      );
    case "exit_accepted":
      return after(
        `同意 ${name} 退出，${on}，牵头单位同意人 ${text("agreedBy")}，保留`,
        `${name} asked to leave and did on ${on}, agreed by ${text("agreedBy")}, keeps`,
        text("keeps"),
      );
    case "entry_declined":
      return after(`不同意 ${name} 加入`, `${name} was not let in`, reason);
    case "exit_declined":
      return after(`不同意 ${name} 退出`, `${name} was not let go`, reason);
    case "account_opened":
      return { zh: `${name} 的企业账号可以查看本联合体`, en: `${name} reads it with its own account from now on` };
    case "account_closed":
      return { zh: `${name} 的企业账号不再查看本联合体`, en: `${name} reads it with its own account no longer` };
    case "lead_changed":
      return { zh: `改由 ${name} 牵头`, en: `${name} leads from now on` };
    case "task_added":
      return { zh: `加任务“${title}”，${on} 前完成`, en: `Task “${title}”, due ${on}` };
    case "task_changed":
      return { zh: `改任务“${title}”，${on} 前完成`, en: `Changed task “${title}”, due ${on}` };
    case "task_report":
      return after(`任务“${title}”报完成`, `Reported “${title}”`, text("result"));
    case "task_take_back":
      return after(`任务“${title}”撤回报告`, `Took the report of “${title}” back`, text("result"));
    case "task_accept":
      return { zh: `任务“${title}”验收通过`, en: `Accepted “${title}”` };
    case "task_return":
      return after(`任务“${title}”退回`, `Returned “${title}”`, text("result"));
    case "task_drop":
      return after(`任务“${title}”取消`, `Dropped “${title}”`, text("result"));
    case "result_added":
      return { zh: `登记成果“${title}”及权属`, en: `Result “${title}” and whose it is` };
    case "result_changed":
      return { zh: `修改成果“${title}”及权属`, en: `Changed result “${title}”` };
    default:
      return wordContribution({ action, details });
  }
}

function wordContribution({ action, details }: Told): Bilingual {
  const kind = CONTRIBUTION_KINDS.find((each) => each === details["kind"]);
  const quantity = BigInt(typeof details["quantity"] === "string" ? details["quantity"] : 0);
  const [zh, en] =
    kind === undefined ? ["", ""] : [quantityText(kind, quantity, "zh"), quantityText(kind, quantity, "en")];
  const title = typeof details["title"] === "string" ? details["title"] : "";
  if (action === "contribution_promised") return { zh: `承诺“${title}” ${zh}`, en: `Promised “${title}”: ${en}` };
  if (action === "delivery_noted") return { zh: `“${title}”到位 ${zh}，待确认`, en: `“${title}” delivered: ${en}` };
  return { zh: `确认“${title}”到位 ${zh}`, en: `Confirmed “${title}”: ${en}` };
}
