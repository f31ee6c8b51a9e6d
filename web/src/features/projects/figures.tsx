import { formatFen } from "../../text/format.ts";
import { useLanguage, usePick, useTexts } from "../../text/texts.ts";
import type { Project } from "./data.ts";
import styles from "./projects.module.css";
import { totalOf } from "./support/sums.ts";
import { projectsTexts } from "./texts.ts";

/** What a deputy director reads in one minute: money, both sides, people, the next gate. */
export function Figures({ project }: { readonly project: Project }) {
  const t = useTexts(projectsTexts);
  const pick = usePick();
  const language = useLanguage();
  // One agreement may carry two stages and is counted once.
  const inForce = new Map(
    project.agreements.filter(({ isInForce }) => isInForce).map((agreement) => [agreement.agreementId, agreement]),
  );
  const sum = [...inForce.values()].reduce((total, { amountFen }) => total + BigInt(amountFen ?? 0), 0n);
  const linked = new Map(project.agreements.map((agreement) => [agreement.agreementId, agreement]));
  const received = [...linked.values()].reduce((total, { receivedFen }) => total + BigInt(receivedFen ?? 0), 0n);
  const given = (side: "university" | "zone") => {
    const { promisedFen, deliveredFen, stated } = totalOf(project.support, side);
    const parts = [
      promisedFen > 0n ? formatFen(String(promisedFen), language) : "",
      deliveredFen > 0n ? t("delivered", { amount: formatFen(String(deliveredFen), language) }) : "",
      stated > 0 ? t("statedCount", { count: stated }) : "",
    ];
    return parts.filter((part) => part !== "").join(" · ") || t("nothingRecorded");
  };
  const next = project.gates.filter(({ isNext }) => isNext);
  const facts: readonly (readonly [string, string])[] = [
    [
      t("figure.readiness"),
      project.readinessLevel === 0 ? t("noReadiness") : t("readinessLevel", { level: project.readinessLevel }),
    ],
    [
      t("figure.agreements"),
      t("figure.agreementsValue", { count: inForce.size, amount: formatFen(String(sum), language) }),
    ],
    [t("figure.received"), formatFen(String(received), language)],
    [t("figure.university"), given("university")],
    [t("figure.zone"), given("zone")],
    [t("figure.people"), t("peopleCount", { count: project.members.length })],
    [t("figure.next"), next.map(({ name }) => pick(name)).join(t("comma")) || "—"],
  ];
  return (
    <dl className={styles["figures"]} aria-label={t("figures")}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
