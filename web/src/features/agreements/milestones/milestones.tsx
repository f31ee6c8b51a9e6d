import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { api } from "../../../data/api.ts";
import { fileBody, fileName } from "../../../data/upload.ts";
import { useAct } from "../../../frame/act.tsx";
import { formatInstant } from "../../../text/format.ts";
import { type Say, useTexts } from "../../../text/texts.ts";
import { FileButton } from "../../../ui/file-button.tsx";
import styles from "../agreements.module.css";
import type { Agreement } from "../data.ts";
import { PaperList } from "../papers/paper-list.tsx";
import { papersTexts } from "../papers/texts.ts";
import { type Delivery, type MilestoneProgress, milestonesQuery } from "./data.ts";
import { DecideDialog } from "./decide-dialog.tsx";
import { DeliverDialog } from "./deliver-dialog.tsx";
import { milestonesTexts } from "./texts.ts";

interface Deciding {
  readonly milestone: MilestoneProgress;
  readonly delivery: Delivery;
  readonly decision: "accepted" | "refused";
}

/** Milestones of a signed agreement: one side writes down what it delivered, the other accepts it or says why not. */
export function Milestones({ agreement }: { readonly agreement: Agreement }) {
  const t = useTexts(milestonesTexts);
  const milestones = useQuery(milestonesQuery(agreement.id)).data;
  const [delivering, setDelivering] = useState<MilestoneProgress | null>(null);
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  if (milestones === undefined) return null;
  return (
    <section className={styles["part"]} aria-label={t("title")}>
      <h2>{t("title")}</h2>
      {milestones.length === 0 && <p className={styles["cardLine"]}>{t("none")}</p>}
      <ol className={styles["course"]}>
        {milestones.map((milestone) => (
          <li key={milestone.id}>
            <MilestoneHead milestone={milestone} />
            {milestone.deliverable !== "" && <p>{milestone.deliverable}</p>}
            {milestone.deliveries.map((delivery) => (
              <DeliveryBlock
                key={delivery.id}
                agreementId={agreement.id}
                delivery={delivery}
                onDecide={(decision) => setDeciding({ milestone, delivery, decision })}
              />
            ))}
            {milestone.mayDeliver && (
              <Button
                size="small"
                aria-label={t("deliverFor", { milestone: milestone.title })}
                onClick={() => setDelivering(milestone)}
              >
                {t("deliver")}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {delivering !== null && (
        <DeliverDialog agreement={agreement} milestone={delivering} onClose={() => setDelivering(null)} />
      )}
      {deciding !== null && <DecideDialog agreement={agreement} {...deciding} onClose={() => setDeciding(null)} />}
    </section>
  );
}

function MilestoneHead({ milestone: { title, dueOn, state, isOverdue } }: { readonly milestone: MilestoneProgress }) {
  const t = useTexts(milestonesTexts);
  return (
    <p className={styles["courseHead"]}>
      <strong>{title}</strong>
      <span className={styles["milestoneState"]} data-state={state}>
        {t(`state.${state}`)}
      </span>
      <span data-late={isOverdue || undefined}>
        {dueOn === null ? t("noDue") : t("due", { day: dueOn })}
        {isOverdue && ` · ${t("overdue")}`}
      </span>
    </p>
  );
}

interface DeliveryBlockProps {
  readonly agreementId: string;
  readonly delivery: Delivery;
  readonly onDecide: (decision: "accepted" | "refused") => void;
}

function DeliveryBlock({ agreementId, delivery, onDecide }: DeliveryBlockProps) {
  const t = useTexts(milestonesTexts);
  const said = useTexts(papersTexts);
  const act = useAct();
  const {
    id: deliveryId,
    party,
    deliveredOn,
    note,
    recordedBy,
    recordedAt,
    papers,
    mayAddPapers,
    mayDecide,
  } = delivery;
  const addFile = (file: File) =>
    void act({
      work: async () =>
        api.post("/api/agreements/{agreementId}/deliveries/{deliveryId}/papers", {
          params: { path: { agreementId, deliveryId }, header: fileName(file) },
          ...fileBody(file),
        }),
      done: said("added", { name: file.name }),
      changes: [["agreements"]],
    });
  return (
    <div className={styles["courseItem"]}>
      <p>
        {t("deliveredBy", { party, day: deliveredOn })}
        <small>{t("recordedBy", { name: recordedBy.name, at: formatInstant(recordedAt) })}</small>
      </p>
      {note !== "" && <p>{note}</p>}
      <PaperList agreementId={agreementId} papers={papers} />
      <p>{decisionText(delivery, t)}</p>
      {delivery.reasons !== "" && <blockquote>{delivery.reasons}</blockquote>}
      {(mayAddPapers || mayDecide) && (
        <div className={styles["buttons"]}>
          {mayDecide && (
            <>
              <Button size="small" type="primary" onClick={() => onDecide("accepted")}>
                {t("accept")}
              </Button>
              <Button size="small" onClick={() => onDecide("refused")}>
                {t("refuse")}
              </Button>
            </>
          )}
          {mayAddPapers && <FileButton isSmall label={t("addFile")} accept="" onFile={addFile} />}
        </div>
      )}
    </div>
  );
}

function decisionText(
  { decision, decidedBy, decidedAt, decidedParty }: Delivery,
  t: Say<keyof typeof milestonesTexts.lines>,
): string {
  if (decision === null) return t("waits");
  const by = { name: decidedBy?.name ?? "", party: decidedParty ?? "", at: formatInstant(decidedAt ?? "") };
  return t(decision === "accepted" ? "acceptedBy" : "refusedBy", by);
}
