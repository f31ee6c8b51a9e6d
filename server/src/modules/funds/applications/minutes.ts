// The committee's minutes, in Chinese. Pure; `lists` lays them out.
import { formatYuan as yuan } from "@dual-high/kernel";
import type { DocumentPlan } from "@dual-high/lists";
import { AID_NAMES, type Application, STAGE_NAMES, VOTE_NAMES } from "./types.ts";
import { nameConclusion } from "./wording.ts";

/** What was before the committee, what was found, who voted how and what was decided. */
export function planMinutes(application: Application, outcome: string): DocumentPlan {
  const { number, title, applicant, fundName, stage, kind, amountFen, purpose, report, investigator, votes } =
    application;
  const cast = votes.filter(({ vote }) => vote !== null);
  const count = (wanted: string) => cast.filter(({ vote }) => vote === wanted).length;
  return {
    look: "brief",
    note: number,
    heading: "投资决策委员会会议纪要",
    title: `${fundName}：${title}`,
    opening: [
      `会议日期：${application.meetsOn ?? "—"}`,
      `参会成员：${votes.map(({ member }) => member.name).join("、")}`,
    ],
    articles: [
      {
        heading: "申请事项",
        blocks: [
          `${applicant}申请${AID_NAMES[kind].zh} ${yuan(amountFen)} 元，用于${STAGE_NAMES[stage].zh}阶段。`,
          ...(purpose === "" ? [] : [purpose]),
        ],
      },
      {
        heading: "尽职调查",
        blocks:
          report === null
            ? ["无。"]
            : [`调查人：${investigator?.name ?? ""}。结论：${nameConclusion(report.conclusion).zh}。`, report.findings],
      },
      {
        heading: "表决",
        blocks: [
          `同意 ${count("for")} 票，不同意 ${count("against")} 票，弃权 ${count("abstain")} 票，回避 ${count("conflict")} 人。`,
          {
            widths: [30, 24, 116],
            header: ["成员", "表决", "理由"],
            rows: cast.map(({ member, vote, reason }) => [
              member.name,
              vote === null ? "" : VOTE_NAMES[vote].zh,
              reason,
            ]),
          },
        ],
      },
      {
        heading: "决定",
        blocks: [
          `${application.decidedOn ?? ""} ${outcome}。${application.reason}`,
          `登记人：${application.decidedBy?.name ?? ""}`,
        ],
      },
    ],
    closing: [],
  };
}
