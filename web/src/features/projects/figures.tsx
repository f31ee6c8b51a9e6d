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
  const given = (side: "university" | "zone"): Omit<Figure, "label"> => {
    const { promisedFen, deliveredFen, stated } = totalOf(project.support, side);
    const href = "#support";
    if (promisedFen === 0n && stated === 0) return { value: "—", notes: [t("nothingRecorded")], href };
    const others = stated > 0 ? [t("figure.statedToo", { count: stated })] : [];
    if (promisedFen === 0n) return { value: t("statedCount", { count: stated }), notes: [], href };
    return {
      value: formatFen(String(promisedFen), language),
      notes: [
        t("figure.deliveredOf", {
          amount: formatFen(String(deliveredFen), language),
          percent: Number((deliveredFen * 100n) / promisedFen),
        }),
        ...others,
      ],
      href,
    };
  };
  const next = project.gates.filter(({ isNext }) => isNext);
  const missing = (gate: Project["gates"][number]) => gate.findings.filter(({ state }) => state === "missing").length;
  const figures: readonly Figure[] = [
    {
      label: t("figure.next"),
      value: next.map(({ name }) => pick(name)).join(t("comma")) || "—",
      notes: next.map((gate) => (missing(gate) === 0 ? t("ready") : t("lackCount", { count: missing(gate) }))),
      href: "#gates",
    },
    {
      label: t("figure.readiness"),
      value: project.readinessLevel === 0 ? t("noReadiness") : t("readinessLevel", { level: project.readinessLevel }),
      notes: [t("figure.readinessOf")],
      href: "#readiness",
    },
    { label: t("figure.university"), ...given("university") },
    { label: t("figure.zone"), ...given("zone") },
    {
      label: t("figure.agreements"),
      value: formatFen(String(sum), language),
      notes: [
        t("figure.agreementCount", { count: inForce.size }),
        t("figure.receivedOf", { amount: formatFen(String(received), language) }),
      ],
      href: "#flow",
    },
    {
      label: t("figure.people"),
      value: t("peopleCount", { count: project.members.length }),
      notes: project.members.slice(0, 1).map(({ name }) => name),
      href: "#people",
    },
  ];
  return (
    <dl className={styles["figures"]} aria-label={t("figures")}>
      {figures.map(({ label, value, notes, href }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <a href={href}>{value}</a>
            {notes.map((note) => (
              <small key={note}>{note}</small>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface Figure {
  readonly label: string;
  readonly value: string;
  /** What it means, a line each. */
  readonly notes: readonly string[];
  /** The part of the page that it is reckoned from. */
  readonly href: string;
}
