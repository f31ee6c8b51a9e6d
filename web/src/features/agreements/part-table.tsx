import type { ReactNode } from "react";
import { percentText } from "../../text/amounts.ts";
import { formatFen } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { TablePart } from "../../ui/record/table-part.tsx";
import type { Agreement } from "./data.ts";
import type { Part } from "./parts.ts";
import { agreementsTexts } from "./texts.ts";

interface Cell {
  readonly text: string;
  readonly isFigure?: boolean;
}

interface PartTableProps {
  readonly part: Part;
  readonly agreement: Agreement;
  readonly action: ReactNode;
}

/** Parties, milestones or payments as they stand. */
export function PartTable({ part, agreement, action }: PartTableProps) {
  const t = useTexts(agreementsTexts);
  const language = useLanguage();
  const { head, rows } = contentOf();
  return (
    <TablePart
      title={t(part)}
      action={action}
      head={head.map(({ text, isFigure = false }) => (isFigure ? { figure: text } : text))}
    >
      {rows.map((row) => (
        <tr key={row.map(({ text }) => text).join("|")}>
          {row.map(({ text, isFigure }, index) => (
            <td key={head[index]?.text} data-figure={isFigure}>
              {text}
            </td>
          ))}
        </tr>
      ))}
    </TablePart>
  );

  function contentOf(): { readonly head: readonly Cell[]; readonly rows: readonly (readonly Cell[])[] } {
    const figure = (text: string): Cell => ({ text, isFigure: true });
    const plain = (text: string): Cell => ({ text });
    if (part === "parties") {
      return {
        head: [plain(t("role")), plain(t("partyName")), plain(t("representative")), figure(t("share"))],
        rows: agreement.parties.map(({ role, name, representative, shareBp }) => [
          plain(t(`role.${role}`)),
          plain(name),
          plain(representative),
          figure(percentText(shareBp)),
        ]),
      };
    }
    if (part === "milestones") {
      return {
        head: [plain(t("milestone")), plain(t("deliverable")), plain(t("dueOn"))],
        rows: agreement.milestones.map(({ title, deliverable, dueOn }) => [
          plain(title),
          plain(deliverable),
          plain(dueOn ?? ""),
        ]),
      };
    }
    return {
      head: [plain(t("paymentKind")), plain(t("condition")), figure(t("paid")), plain(t("dueOn"))],
      rows: agreement.payments.map(({ kind, condition, amountFen, royaltyBp, dueOn }) => [
        plain(t(`payment.${kind}`)),
        plain(condition),
        figure(royaltyBp === null ? formatFen(amountFen, language) : `${percentText(royaltyBp)}%`),
        plain(dueOn ?? ""),
      ]),
    };
  }
}
