import { Alert, Button, Checkbox } from "antd";
import { useState } from "react";
import { api, isProblem } from "../../data/api.ts";
import { useDraft } from "../../data/drafts.ts";
import { useTexts } from "../../text/texts.ts";
import type { ExpertEvaluation } from "./data.ts";
import styles from "./evaluations.module.css";
import { Labelled } from "./labelled.tsx";
import { evaluationsTexts } from "./texts.ts";

interface DeclarationFormProps {
  readonly evaluation: ExpertEvaluation;
  readonly onDone: (next: ExpertEvaluation) => void;
}

/** With whom an expert shares an interest, said before anything of a bid is seen. */
export function DeclarationForm({ evaluation, onDone }: DeclarationFormProps) {
  const t = useTexts(evaluationsTexts);
  const { challenge, bids } = evaluation;
  const draft = useDraft<{ facts: Readonly<Record<string, string>> }>(`declaration:${challenge.id}`, { facts: {} });
  const { facts } = draft.value;
  const [problem, setProblem] = useState("");
  const [isBusy, setBusy] = useState(false);
  const send = async (takesPart: boolean) => {
    setBusy(true);
    setProblem("");
    try {
      const next = await api.post("/api/me/evaluations/{challengeId}/declaration", {
        params: { path: { challengeId: challenge.id } },
        body: { takesPart, conflicts: Object.entries(facts).map(([bidId, fact]) => ({ bidId, fact })) },
      });
      draft.clear();
      onDone(next);
    } catch (error) {
      setProblem(isProblem(error) ? error.detail : String(error));
    } finally {
      setBusy(false);
    }
  };
  const tick = (bidId: string, isTicked: boolean) => {
    const { [bidId]: _, ...others } = facts;
    draft.change({ facts: isTicked ? { ...others, [bidId]: "" } : others });
  };
  return (
    <section className={styles["form"]}>
      <h2>{t("declareTitle")}</h2>
      <p>{t("declareText")}</p>
      {problem !== "" && <Alert type="error" title={problem} />}
      {bids.map(({ id, number, bidder, team, conflict }) => (
        <fieldset key={id}>
          <legend>
            {t("bidNo", { number: number ?? "-" })} · {bidder}
          </legend>
          <p className={styles["quiet"]}>{team.map(({ name, unit }) => `${name} · ${unit}`).join("；")}</p>
          {conflict !== null ? (
            <p>{t("inConflict", { kind: t(`kind.${conflict}`) })}</p>
          ) : (
            <>
              <Checkbox checked={facts[id] !== undefined} onChange={(event) => tick(id, event.target.checked)}>
                {t("hasConflict", { number: number ?? "-" })}
              </Checkbox>
              {facts[id] !== undefined && (
                <Labelled
                  label={t("declareFact", { number: number ?? "-" })}
                  value={facts[id]}
                  onChange={(fact) => draft.change({ facts: { ...facts, [id]: fact } })}
                />
              )}
            </>
          )}
        </fieldset>
      ))}
      <div className={styles["buttons"]}>
        <Button type="primary" loading={isBusy} onClick={() => void send(true)}>
          {t("accept")}
        </Button>
        <Button disabled={isBusy} onClick={() => void send(false)}>
          {t("decline")}
        </Button>
      </div>
    </section>
  );
}
