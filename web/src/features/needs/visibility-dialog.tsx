import { ifMatch } from "@dual-high/client";
import { useQuery } from "@tanstack/react-query";
import { Modal, Radio } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useAct } from "../../frame/act.tsx";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { visibilityQuery } from "./queries.ts";
import type { Need } from "./rules.ts";
import styles from "./visibility.module.css";
import { visibilityTexts } from "./visibility-texts.ts";

const CHOICES = ["pair", "province", "restricted"] as const;

/** Chooses who reads a need; says what cannot be undone before it is restricted. */
export function VisibilityDialog({ need, onClose }: { readonly need: Need; readonly onClose: () => void }) {
  const t = useTexts(visibilityTexts);
  const act = useAct();
  const [visibility, setVisibility] = useState(need.visibility);
  const save = async () => {
    const changed = await act({
      work: async () =>
        api.put("/api/needs/{needId}/visibility", {
          params: { path: { needId: need.id }, header: ifMatch(need) },
          body: { visibility },
        }),
      done: ({ number }) => t("changed", { number, to: t(visibility) }),
      changes: [["needs"], ["ledger"], ["match-run"]],
    });
    if (changed !== null) onClose();
  };
  return (
    <Modal
      open
      title={t("changeTitle", { number: need.number })}
      okText={t("save")}
      okButtonProps={{ disabled: visibility === need.visibility }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <Radio.Group
        vertical
        aria-label={t("readBy")}
        value={visibility}
        onChange={(event) => setVisibility(event.target.value as Need["visibility"])}
        options={CHOICES.map((value) => ({
          value,
          label: (
            <span className={styles["choice"]}>
              {t(value)}
              <small>{t(`${value}Text`)}</small>
            </span>
          ),
        }))}
      />
      {visibility === "restricted" && need.visibility !== "restricted" && <Traces needId={need.id} />}
    </Modal>
  );
}

function Traces({ needId }: { readonly needId: string }) {
  const t = useTexts(visibilityTexts);
  const language = useLanguage();
  const traces = useQuery(visibilityQuery(needId)).data?.traces ?? [];
  return (
    <div className={styles["traces"]} role="note">
      {t(traces.length === 0 ? "noTraces" : "wasOpen")}
      {traces.length > 0 && (
        <ul>
          {traces.map(({ kind, count, label }) => (
            <li key={kind}>
              {count} {label[language]}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
