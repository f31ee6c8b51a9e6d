import { Button } from "antd";
import { useState } from "react";
import { formatDay } from "../../../text/format.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import type { Project } from "../data.ts";
import parts from "../projects.module.css";
import { projectsTexts } from "../texts.ts";
import { PermitsDialog } from "./dialogs.tsx";
import { GateCard } from "./gate-card.tsx";
import styles from "./gates.module.css";

interface GatesPartProps {
  readonly project: Project;
  readonly onChanged: (next: Project, done: string) => void;
}

/** The gates that come next, open; those that lie behind, folded; and the permits that they ask for. */
export function GatesPart({ project, onChanged }: GatesPartProps) {
  const t = useTexts(projectsTexts);
  const pick = usePick();
  const [isStating, setStating] = useState(false);
  const next = project.gates.filter(({ isNext }) => isNext);
  const lost = project.gates.filter((gate) => gate.lost.length > 0 && !gate.isHeldAgain);
  const behind = project.gates.filter(({ isNext, state }) => !isNext && (state === "passed" || state === "stopped"));
  return (
    <section className={parts["part"]} id="gates">
      <header>
        <h2>{t("nextGates")}</h2>
        {project.waivers > 0 && (
          <span className={styles["waivers"]}>{t("waiverCount", { count: project.waivers })}</span>
        )}
      </header>
      {next.length === 0 && <p className={parts["quiet"]}>{t("noGateAhead")}</p>}
      {lost.map(({ stage, name }) => (
        <p key={stage} className={styles["lost"]}>
          {t("groundLost", { stage: pick(name) })}
        </p>
      ))}
      <div className={styles["cards"]}>
        {next.map((gate) => (
          <GateCard key={gate.stage} project={project} gate={gate} onChanged={onChanged} />
        ))}
      </div>
      <p className={styles["permits"]}>
        <strong>{t("permits")}</strong> <PermitsSaid permits={project.permits} />
        {project.mayChange && (
          <Button size="small" type="link" onClick={() => setStating(true)}>
            {t("statePermits")}
          </Button>
        )}
      </p>
      {behind.length > 0 && (
        <details className={parts["data"]} open={lost.length > 0}>
          <summary>{t("gatesBehind", { count: behind.length })}</summary>
          <div className={styles["cards"]}>
            {behind.map((gate) => (
              <GateCard key={gate.stage} project={project} gate={gate} onChanged={onChanged} />
            ))}
          </div>
        </details>
      )}
      {isStating && (
        <PermitsDialog
          project={project}
          onDone={(changed, done) => {
            setStating(false);
            onChanged(changed, done);
          }}
          onClose={() => setStating(false)}
        />
      )}
    </section>
  );
}

function PermitsSaid({ permits }: { readonly permits: Project["permits"] }) {
  const t = useTexts(projectsTexts);
  if (!permits.isStated) return <span className={parts["quiet"]}>{t("permitsUnstated")}</span>;
  const by = t("statedBy", {
    name: permits.statedBy?.name ?? "",
    day: permits.statedAt === null ? "" : formatDay(permits.statedAt),
  });
  if (permits.noneNeeded) {
    return (
      <span>
        {t("permitsNone")}
        {t("inBrackets", { what: by })}
      </span>
    );
  }
  const said = permits.permits.map(({ name, obtainedOn, expiresOn, isExpired }) => {
    if (obtainedOn === null) return t("permitMissing", { name });
    return isExpired ? t("permitExpired", { name, day: expiresOn ?? "" }) : t("permitHeld", { name, day: obtainedOn });
  });
  return (
    <span>
      {said.join(t("semicolon"))}
      {t("inBrackets", { what: by })}
    </span>
  );
}
