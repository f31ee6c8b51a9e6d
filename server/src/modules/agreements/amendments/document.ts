// What the printed text of an amendment says, in Chinese. Pure; `lists` lays it out.
import type { DocumentPlan } from "@dual-high/lists";
import type { AgreementRow } from "../queries.ts";
import type { AgreementContent } from "../types.ts";
import type { AmendmentRow } from "./queries.ts";
import { wordChanges } from "./wording.ts";

const BLANK = "________________";

export function planAmendment(
  { number, signedOn }: Pick<AgreementRow, "number" | "signedOn">,
  amendment: Pick<AmendmentRow, "number" | "state" | "reason" | "signedOn" | "content">,
  before: AgreementContent,
): DocumentPlan {
  const { content } = amendment;
  const changes = wordChanges(before, content);
  const said = (text: string) => (text === "" ? "（无）" : text);
  return {
    title: before.title,
    note: `编号：${number} 补充协议 ${amendment.number}　${
      amendment.state === "signed" ? `已签署 ${amendment.signedOn ?? ""}` : "草稿，未经签署不生效"
    }`,
    heading: "补充协议",
    opening: [
      `各方于 ${signedOn ?? BLANK} 签署了《${before.title}》（编号 ${number}，以下称“原合同”），经协商一致，订立本补充协议。`,
    ],
    articles: [
      { heading: "变更原因", blocks: [amendment.reason] },
      {
        heading: "变更内容",
        blocks: [
          {
            widths: [28, 66, 66],
            header: ["条款", "原约定", "变更后"],
            rows:
              changes.length === 0
                ? [[BLANK, BLANK, BLANK]]
                : changes.map(({ label, before: was, after }) => [label.zh, said(was.zh), said(after.zh)]),
          },
        ],
      },
      {
        heading: "其他",
        blocks: ["除以上变更外，原合同其余条款不变。本补充协议自各方签署之日起生效，与原合同具有同等效力。"],
      },
    ],
    closing: content.parties.flatMap(({ name }) => [
      "",
      `${name}（盖章）：`,
      `代表（签字）：${BLANK}　　日期：${BLANK}`,
    ]),
  };
}
