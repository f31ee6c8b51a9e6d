import { ifMatch } from "@dual-high/client";
import { Button } from "antd";
import { useState } from "react";
import { api } from "../../../data/api.ts";
import { useAct } from "../../../frame/act.tsx";
import { formatDay } from "../../../text/format.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import type { Gate, Project } from "../data.ts";
import { projectsTexts } from "../texts.ts";
import { ApplyDialog, DecideDialog, WaiveDialog } from "./dialogs.tsx";
import styles from "./gates.module.css";

interface GateCardProps {
  readonly project: Project;
  readonly gate: Gate;
  readonly onChanged: (next: Project, done: string) => void;
}

type Open =
  | { readonly kind: "apply" }
  | { readonly kind: "decide"; readonly decision: "pass" | "hold" | "stop" }
  | { readonly kind: "waive"; readonly requirement: Gate["findings"][number]["requirement"] };

/** One gate: what is there, what is missing and who can supply it, what was waived, and what was decided. */
export function GateCard({ project, gate, onChanged }: GateCardProps) {
  const t = useTexts(projectsTexts);
  const pick = usePick();
  const act = useAct();
  const [open, setOpen] = useState<Open | null>(null);
  const { actions, findings, waivers, state } = gate;
  const take = (next: Project, done: string) => {
    setOpen(null);
    onChanged(next, done);
  };
  const revoke = async (waiverId: string) => {
    const next = await act({
      work: async () =>
        api.delete("/api/project-gates/{gateId}/waivers/{waiverId}", {
          params: { path: { gateId: gate.id ?? "", waiverId }, header: ifMatch(project) },
        }),
      changes: [["projects", project.scopeId]],
    });
    if (next !== null) take(next, t("waiverTaken"));
  };
  const missing = findings.filter((finding) => finding.state === "missing").length;
  return (
    <article className={styles["gate"]} data-state={state} aria-label={t("gateTo", { stage: pick(gate.name) })}>
      <header>
        <h3>{t("gateTo", { stage: pick(gate.name) })}</h3>
        <span className={styles["mark"]} data-state={state}>
          {t(`gateState.${state}`)}
        </span>
      </header>
      {gate.appliedBy !== null && gate.appliedAt !== null && (
        <p className={styles["quiet"]}>
          {t("appliedBy", { name: gate.appliedBy.name, day: formatDay(gate.appliedAt) })}
          {gate.decidedBy !== null && gate.decidedAt !== null && (
            <> · {t("decidedBy", { name: gate.decidedBy.name, day: formatDay(gate.decidedAt) })}</>
          )}
        </p>
      )}
      {gate.statement !== "" && <p>{gate.statement}</p>}
      {gate.reason !== null && gate.reason !== "" && <p className={styles["reason"]}>{gate.reason}</p>}
      {gate.lost.map(({ level, by, at, reason }) => (
        <p key={`${level} ${at}`} className={styles["lost"]} data-mended={gate.isHeldAgain || undefined}>
          {t("gateLost", { level, name: by.name, day: formatDay(at), reason })}{" "}
          {t(gate.isHeldAgain ? "gateHeldAgain" : "gateNotHeld")}
        </p>
      ))}
      <ul className={styles["findings"]}>
        {findings.map(({ requirement, name, state: found, text, supplier }) => (
          <li key={requirement} data-state={found}>
            <strong>{pick(name)}</strong>
            <span>
              {t(`finding.${found}`)}
              {t("colon")}
              {pick(text)}
            </span>
            {found === "missing" && <small>{t("suppliedBy", { who: pick(supplier) })}</small>}
            {waivers
              .filter((waiver) => waiver.requirement === requirement)
              .map(({ id, reason, givenBy, givenAt, revokedAt }) => (
                <small key={id} data-revoked={revokedAt !== null || undefined}>
                  {t(revokedAt === null ? "waivedBy" : "waiverRevoked", {
                    name: givenBy.name,
                    day: formatDay(givenAt),
                    reason,
                  })}
                  {revokedAt === null && actions.includes("hold") && gate.id !== null && (
                    <Button size="small" type="link" onClick={() => void revoke(id)}>
                      {t("revoke")}
                    </Button>
                  )}
                </small>
              ))}
            {found === "missing" && actions.includes("waive") && (
              <Button size="small" onClick={() => setOpen({ kind: "waive", requirement })}>
                {t("waive", { what: pick(name) })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div className={styles["actions"]}>
        {actions.includes("apply") && (
          <Button type="primary" onClick={() => setOpen({ kind: "apply" })}>
            {t("applyGate")}
          </Button>
        )}
        {actions.includes("pass") && (
          <Button type="primary" onClick={() => setOpen({ kind: "decide", decision: "pass" })}>
            {t("decide.pass")}
          </Button>
        )}
        {actions.includes("hold") && (
          <Button onClick={() => setOpen({ kind: "decide", decision: "hold" })}>{t("decide.hold")}</Button>
        )}
        {actions.includes("stop") && (
          <Button onClick={() => setOpen({ kind: "decide", decision: "stop" })}>{t("decide.stop")}</Button>
        )}
        {actions.includes("waive") && !actions.includes("pass") && (
          <small className={styles["quiet"]}>{t("passNeeds", { count: missing })}</small>
        )}
      </div>
      {open?.kind === "apply" && (
        <ApplyDialog project={project} gate={gate} onDone={take} onClose={() => setOpen(null)} />
      )}
      {open?.kind === "decide" && (
        <DecideDialog
          project={project}
          gate={gate}
          decision={open.decision}
          onDone={take}
          onClose={() => setOpen(null)}
        />
      )}
      {open?.kind === "waive" && (
        <WaiveDialog
          project={project}
          gate={gate}
          requirement={open.requirement}
          onDone={take}
          onClose={() => setOpen(null)}
        />
      )}
    </article>
  );
}
