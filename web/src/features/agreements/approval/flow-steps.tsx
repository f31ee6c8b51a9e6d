import { formatFen } from "../../../text/format.ts";
import { useLanguage, useTexts } from "../../../text/texts.ts";
import styles from "../agreements.module.css";
import { agreementsTexts } from "../texts.ts";
import type { FlowStep } from "./data.ts";
import { flowTexts } from "./flow-texts.ts";

/** A version of a flow, to be read. */
export function FlowSteps({ steps }: { readonly steps: readonly FlowStep[] }) {
  const t = useTexts(flowTexts);
  const said = useTexts(agreementsTexts);
  const language = useLanguage();
  const comma = language === "zh" ? "、" : ", ";
  if (steps.length === 0) return <p className={styles["cardLine"]}>{t("noSteps")}</p>;
  return (
    <ol>
      {steps.map(({ name, kind, roles, kinds = [], fromFen = null, minDays = 0 }, index) => (
        <li key={`${index} ${name}`}>
          <b>{name}</b> · {t(`kind.${kind}`)} · {roles.map((role) => t(`role.${role}`)).join(comma)}
          {kinds.length > 0 && ` · ${kinds.map((each) => said(`kind.${each}`)).join(comma)}`}
          {fromFen !== null && ` · ${t("fromAmount", { amount: formatFen(fromFen, language) })}`}
          {minDays > 0 && ` · ${t("atLeast", { days: minDays })}`}
        </li>
      ))}
    </ol>
  );
}
