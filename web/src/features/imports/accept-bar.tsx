import { useNavigate } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Radio } from "antd";
import { useEffect, useId, useRef, useState } from "react";
import { isProblem } from "../../data/api.ts";
import { useStore } from "../../data/store.ts";
import { formatCount } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import styles from "./imports.module.css";
import { importsQuery } from "./queries.ts";
import { countUsable, type Import } from "./rules.ts";
import { TakingInStatus } from "./taking-in-status.tsx";
import { addressOfRun, takeIn, takingIn } from "./taking-in.ts";
import { importTexts } from "./texts.ts";
import { CLASSIFICATIONS, type Classification, stateClassification } from "./use-classification.ts";

interface AcceptBarProps {
  readonly scopeId: string;
  readonly held: readonly Import[];
  readonly classification: Classification | null;
  readonly onClassify: (classification: Classification) => void;
}

/** The last step: the classification, asked once, and the one button that takes everything in. */
export function AcceptBar({ scopeId, held, classification, onClassify }: AcceptBarProps) {
  const t = useTexts(importTexts);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const running = useStore(takingIn);
  const [isMissing, setMissing] = useState(false);
  const labelId = useId();
  const radios = useRef<HTMLDivElement>(null);
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);

  const usable = held.filter(({ counts }) => countUsable(counts) > 0);
  const rows = usable.reduce((sum, { counts }) => sum + countUsable(counts), 0);
  const isRunning = running?.phase === "importing" || running?.phase === "matching";

  const accept = async (thenMatch: boolean) => {
    if (classification === null) {
      setMissing(true);
      radios.current?.querySelector("input")?.focus();
      return;
    }
    try {
      await stateClassification(queryClient, usable, classification);
    } catch (error) {
      void message.error(isProblem(error) ? error.detail : String(error), 8);
      await queryClient.invalidateQueries({ queryKey: importsQuery(scopeId).queryKey });
      return;
    }
    const runId = await takeIn(
      scopeId,
      usable.map(({ id }) => id),
      thenMatch,
    );
    if (runId !== null && isHere.current) await navigate({ to: addressOfRun(scopeId, runId) });
  };

  if (held.length === 0 && running?.scopeId !== scopeId) return null;
  return (
    <div className={styles["bar"]} role="region" aria-label={t("importAndMatch")}>
      {running?.scopeId === scopeId && <TakingInStatus state={running} />}
      {usable.length > 0 && !isRunning && (
        <div className={styles["barRow"]}>
          <div ref={radios} className={styles["classification"]} data-missing={isMissing || undefined}>
            <span id={labelId}>{t("classification")}</span>
            <Radio.Group
              value={classification}
              aria-labelledby={labelId}
              onChange={(event) => {
                setMissing(false);
                onClassify(event.target.value as Classification);
              }}
              options={CLASSIFICATIONS.map((value) => ({ value, label: t(`classification.${value}`) }))}
            />
            <small>{t("classificationHint")}</small>
            {isMissing && (
              <small className={styles["wrong"]} role="alert">
                {t("chooseClassification")}
              </small>
            )}
          </div>
          <div className={styles["go"]}>
            <span>{t("ready", { files: usable.length, count: usable.length, rows: formatCount(rows) })}</span>
            <Button onClick={() => void accept(false)}>{t("importOnly")}</Button>
            <Button type="primary" onClick={() => void accept(true)}>
              {t("importAndMatch")}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
