// The index of what proves due diligence, in Chinese: who approved what, how the price was found and made public, who
// stated what, every file with its digest. Pure; `lists` lays it out.
import type { DocumentBlock, DocumentPlan, DocumentTable } from "@dual-high/lists";
import type { Amendment } from "../amendments/types.ts";
import { MILESTONE_STATE_NAMES, type MilestoneProgress } from "../milestones/types.ts";
import type { AgreementPaper } from "../papers/types.ts";
import { AGREEMENT_STATE_NAMES, type Agreement } from "../types.ts";
import { daysOf } from "./days.ts";
import { type AnyDetails, type Approval, PRICING_METHOD_NAMES, type StepKind } from "./types.ts";

export interface Gathered {
  readonly agreement: Agreement;
  readonly approvals: readonly Approval[];
  readonly milestones: readonly MilestoneProgress[];
  readonly amendments: readonly Amendment[];
  /** Each under the name that it has in the zip. */
  readonly papers: readonly (AgreementPaper & { readonly fileName: string })[];
  /** An instant, as it is shown. */
  readonly madeAt: string;
  readonly madeBy: string;
}

const DECISIONS = { accepted: "验收通过", refused: "验收不通过" } as const;
const NONE = "（无记录）";
const STATES = { in_review: "审批中", through: "已通过", sent_back: "已退回", withdrawn: "已撤回" } as const;

export function planDueDiligence(gathered: Gathered): DocumentPlan {
  const { agreement, approvals, milestones, amendments, papers, madeAt, madeBy } = gathered;
  return {
    title: agreement.title,
    note: `编号：${agreement.number}　生成：${madeAt} ${madeBy}`,
    look: "record",
    heading: "尽职免责材料索引",
    opening: [
      `本索引由系统按 ${agreement.number} 的办理记录生成，列出谁在何时办理了哪一步、依据是什么；所列文件附在同一压缩包内，可用 SHA-256 摘要核对。是否构成尽职免责，由本单位的规定认定。`,
      table([30, 130], ["事项", "内容"], factsOf(agreement)),
    ],
    articles: [
      { heading: "审批过程", blocks: approvals.length === 0 ? [NONE] : approvals.toReversed().flatMap(approvalBlocks) },
      { heading: "定价依据", blocks: stepBlocks(approvals, "pricing") },
      { heading: "价格公示", blocks: stepBlocks(approvals, "publicity") },
      { heading: "利益冲突声明", blocks: stepBlocks(approvals, "statement") },
      { heading: "用印", blocks: stepBlocks(approvals, "seal") },
      { heading: "补充协议", blocks: amendmentBlocks(amendments) },
      { heading: "交付与验收", blocks: milestoneBlocks(milestones) },
      { heading: "办理历史", blocks: [historyTable(agreement)] },
      { heading: "文件清单", blocks: papers.length === 0 ? [NONE] : [papersTable(papers)] },
    ],
    closing: [],
  };
}

function table(widths: readonly number[], header: readonly string[], rows: DocumentTable["rows"]): DocumentTable {
  return { widths, header, rows };
}

function factsOf({ kindName, state, amountFen, startsOn, endsOn, signedOn, parties, origin }: Agreement) {
  const yuan =
    amountFen === null
      ? "未约定"
      : `${(BigInt(amountFen) / 100n).toLocaleString("en-US")}.${String(BigInt(amountFen) % 100n).padStart(2, "0")} 元`;
  return [
    ["类型", kindName.zh],
    ["状态", AGREEMENT_STATE_NAMES[state].zh],
    ["合同金额", yuan],
    ["期限", `${startsOn ?? "—"} 至 ${endsOn ?? "—"}`],
    ["签署日期", signedOn ?? "—"],
    ["各方", parties.map(({ name }) => name).join("、")],
    ["来源", origin === null ? "—" : `${origin.number} ${origin.title}`],
  ];
}

function approvalBlocks({ institution, flowVersion, state, startedBy, startedAt, steps }: Approval): DocumentBlock[] {
  const rows = steps.map(({ name, kindName, entry }, index) => [
    String(index + 1),
    name === kindName.zh ? name : `${name}（${kindName.zh}）`,
    entry === null ? "未办理" : entry.outcome === "done" ? "通过" : "退回",
    entry === null ? "" : `${entry.doneBy.name}\n${entry.role.zh}`,
    entry === null ? "" : minuteOf(entry.doneAt),
    entry?.reasons ?? "",
  ]);
  return [
    `${institution}，流程第 ${flowVersion} 版，${startedBy.name} 于 ${minuteOf(startedAt)} 提交，${STATES[state]}。`,
    table([13, 38, 14, 34, 24, 37], ["序号", "步骤", "结果", "办理人", "时间", "意见"], rows),
  ];
}

function stepBlocks(approvals: readonly Approval[], kind: StepKind): DocumentBlock[] {
  const rows = approvals
    .toReversed()
    .flatMap(({ institution, steps }) =>
      steps
        .filter((step) => step.kind === kind && step.entry?.outcome === "done")
        .map(({ entry, papers }) => [
          institution,
          entry?.details === null || entry === null ? "" : describe(entry.details),
          `${entry?.doneBy.name ?? ""} ${minuteOf(entry?.doneAt ?? "")}`,
          papers.map(({ name }) => name).join("\n"),
        ]),
    );
  return rows.length === 0 ? [NONE] : [table([30, 66, 30, 34], ["单位", "内容", "办理", "材料"], rows)];
}

function describe(details: AnyDetails): string {
  switch (details.kind) {
    case "pricing":
      return `${PRICING_METHOD_NAMES[details.method].zh}：${details.text}`;
    case "publicity":
      return [
        `${details.from} 至 ${details.until}，共 ${daysOf(details)} 天，${details.place}`,
        details.objections === "" ? "无异议" : `异议：${details.objections}\n处理：${details.handling}`,
      ].join("\n");
    case "statement":
      return details.hasRelation
        ? `有关联关系：${details.text}`
        : `无关联关系${details.text === "" ? "" : `：${details.text}`}`;
    case "seal":
      return `${details.seal}，${details.copies} 份，${details.on}`;
    default:
      return "";
  }
}

function amendmentBlocks(amendments: readonly Amendment[]): DocumentBlock[] {
  const rows = amendments.map(({ number, state, reason, signedOn, changes }) => [
    String(number),
    { draft: "草稿", signed: `已签署 ${signedOn ?? ""}`, dropped: "已放弃" }[state],
    reason,
    changes
      .map(({ label, before, after }) => `${label.zh}：${before.zh || "（无）"} → ${after.zh || "（无）"}`)
      .join("\n"),
  ]);
  return rows.length === 0 ? [NONE] : [table([14, 30, 46, 70], ["编号", "状态", "原因", "变更"], rows)];
}

function milestoneBlocks(milestones: readonly MilestoneProgress[]): DocumentBlock[] {
  const rows = milestones.flatMap(({ title, state, dueOn, deliveries }) =>
    deliveries.length === 0
      ? [[title, dueOn ?? "", MILESTONE_STATE_NAMES[state].zh, "", ""]]
      : deliveries
          .toReversed()
          .map((delivery) => [
            title,
            dueOn ?? "",
            delivery.decision === null ? "待验收" : DECISIONS[delivery.decision],
            `${delivery.party} ${delivery.deliveredOn}，${delivery.recordedBy.name} 登记`,
            delivery.decidedBy === null
              ? ""
              : `${delivery.decidedBy.name} 代表${delivery.decidedParty ?? ""}${delivery.reasons === "" ? "" : `：${delivery.reasons}`}`,
          ]),
  );
  return rows.length === 0 ? [NONE] : [table([30, 24, 22, 42, 42], ["阶段", "约定日期", "结果", "交付", "验收"], rows)];
}

function historyTable({ steps }: Agreement): DocumentTable {
  const rows = steps.toReversed().map(({ at, actor, text }) => [minuteOf(at), actor?.name ?? "系统", text.zh]);
  return table([32, 30, 98], ["时间", "办理人", "事项"], rows);
}

function papersTable(papers: Gathered["papers"]): DocumentTable {
  const rows = papers.map(({ fileName, kindName, addedBy, addedAt, sha256 }) => [
    fileName,
    kindName.zh,
    `${addedBy.name}\n${minuteOf(addedAt)}`,
    sha256.replaceAll(/(.{16})(?=.)/g, "$1\n"),
  ]);
  return table([54, 28, 36, 42], ["文件", "用途", "上传", "SHA-256"], rows);
}

const MINUTE = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "short" });

export function minuteOf(instant: string): string {
  return instant === "" ? "" : MINUTE.format(new Date(instant));
}
