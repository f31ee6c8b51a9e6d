import { Button, Input } from "antd";
import { useId, useState } from "react";
import type { Schemas } from "@dual-high/client";
import { api } from "../../../data/api.ts";
import { useAct } from "../../../frame/act.tsx";
import { usePick, useTexts } from "../../../text/texts.ts";
import type { Challenge } from "./data.ts";
import styles from "./notice.module.css";
import { noticeTexts } from "./texts.ts";

/** Read on demand, for every reading is logged; the office writes it while the challenge is a draft. */
export function ConfidentialPart({ challenge }: { readonly challenge: Challenge }) {
  const t = useTexts(noticeTexts);
  const pick = usePick();
  const act = useAct();
  const id = useId();
  const [part, setPart] = useState<Schemas["ConfidentialPart"] | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const params = { path: { challengeId: challenge.id } };
  const show = async (work: () => Promise<Schemas["ConfidentialPart"]>, done?: string) => {
    const next = await act({ work, ...(done === undefined ? {} : { done, changes: [["challenges"]] }) });
    if (next !== null) setPart(next);
    return next;
  };
  return (
    <section className={`${styles["notice"]} no-print`}>
      <h2>{t("confidential")}</h2>
      <p className={styles["quiet"]}>{t("confidentialHint")}</p>
      {part === null && (
        <Button
          onClick={() =>
            void show(async () => api.post("/api/challenges/{challengeId}/confidential-readings", { params }))
          }
        >
          {t("readIt")}
        </Button>
      )}
      {part !== null && !part.isAccepted && (
        <div className={styles["form"]}>
          <p className={styles["prose"]}>{pick(part.statement.text)}</p>
          <div>
            <Button
              type="primary"
              onClick={() =>
                void show(async () =>
                  api.post("/api/challenges/{challengeId}/confidential-acceptances", {
                    params,
                    body: { digest: part.statement.digest },
                  }),
                )
              }
            >
              {t("acceptStatement")}
            </Button>
          </div>
        </div>
      )}
      {part?.isAccepted === true && !challenge.mayChange && (
        <p className={styles["prose"]}>{part.body ?? t("noBody")}</p>
      )}
      {part?.isAccepted === true && challenge.mayChange && (
        <div className={styles["form"]}>
          <label htmlFor={id} className="visually-hidden">
            {t("confidential")}
          </label>
          <Input.TextArea
            id={id}
            maxLength={20_000}
            autoSize={{ minRows: 3, maxRows: 16 }}
            value={typed ?? part.body ?? ""}
            onChange={({ target }) => setTyped(target.value)}
          />
          <div>
            <Button
              disabled={typed === null || typed === (part.body ?? "")}
              onClick={() =>
                void show(
                  async () =>
                    api.put("/api/challenges/{challengeId}/confidential-part", {
                      params,
                      body: { body: typed?.trim() ?? "" },
                    }),
                  t("saved", { code: challenge.code }),
                ).then((next) => next !== null && setTyped(null))
              }
            >
              {t("save")}
            </Button>
          </div>
        </div>
      )}
    </section>
  );
}
