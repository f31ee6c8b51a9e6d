import type { Schemas } from "@dual-high/client";
import { formatFen } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { costTexts } from "./facility-costs-texts.ts";
import { TablePart } from "./table-part.tsx";

/** Hours, campaigns and rooms that are charged to a record, and their sum; nothing where there are none. */
export function FacilityCosts({ costs }: { readonly costs: Schemas["FacilityCosts"] | undefined }) {
  const t = useTexts(costTexts);
  const language = useLanguage();
  if (costs === undefined || costs.items.length === 0) return null;
  const head = [
    t("kind"),
    t("number"),
    t("name"),
    t("unit"),
    t("days"),
    { figure: t("expected") },
    { figure: t("owed") },
  ];
  const foot = (
    <tr>
      <th scope="row" colSpan={5}>
        {t("sum")}
      </th>
      <td data-figure>{formatFen(costs.expectedFen, language)}</td>
      <td data-figure>{formatFen(costs.owedFen, language)}</td>
    </tr>
  );
  return (
    <TablePart title={t("costs")} head={head} foot={foot}>
      {costs.items.map(({ kind, id, number, name, unit, startsOn, endsBefore, expectedFen, owedFen }) => (
        <tr key={id}>
          <td>{t(`kind.${kind}`)}</td>
          <td>{number ?? ""}</td>
          <td>{name}</td>
          <td>{unit}</td>
          <td>{endsBefore === null ? startsOn : t("until", { from: startsOn, until: endsBefore })}</td>
          <td data-figure>{formatFen(expectedFen, language)}</td>
          <td data-figure>{formatFen(owedFen, language)}</td>
        </tr>
      ))}
    </TablePart>
  );
}
