import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Input } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useTexts } from "../../text/texts.ts";
import { AskDialog } from "../../ui/ask-dialog.tsx";
import type { ProofCall } from "./data.ts";
import { Field } from "./field.tsx";
import styles from "./proof.module.css";
import { proofTexts } from "./texts.ts";

interface StartDialogProps {
  readonly call: ProofCall;
  readonly scopeId: string;
  readonly onClose: () => void;
}

/** What the application starts from: a project that has not come to proof of concept, or an achievement. */
export function StartDialog({ call, scopeId, onClose }: StartDialogProps) {
  const t = useTexts(proofTexts);
  const navigate = useNavigate();
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const found = useQuery({
    queryKey: ["proof", "sources", call.id, search],
    queryFn: async ({ signal }) =>
      api.get("/api/proof-calls/{callId}/sources", {
        params: { path: { callId: call.id }, query: { search } },
        signal,
      }),
    placeholderData: (before) => before,
  });
  const items = found.data?.items ?? [];
  const source = items.find(({ id }) => id === chosen);
  return (
    <AskDialog
      title={`${call.number} · ${t("apply")}`}
      text={t("startText")}
      okText={t("start")}
      isReady={source !== undefined}
      onSend={async () => {
        if (source === undefined) return;
        const { kind, id } = source;
        const made = await api.post("/api/proof-calls/{callId}/applications", {
          params: { path: { callId: call.id } },
          body: { origin: { kind, id } },
        });
        await navigate({
          to: "/p/$scopeId/proof-applications/$applicationId/edit",
          params: { scopeId, applicationId: made.id },
        });
      }}
      onClose={onClose}
    >
      <Field label={t("searchSource")}>
        {(id) => <Input id={id} value={search} onChange={({ target }) => setSearch(target.value)} />}
      </Field>
      {found.isSuccess && items.length === 0 && <p>{t("noSource")}</p>}
      <ul className={styles["choices"]}>
        {items.slice(0, 12).map(({ kind, id, number, title }) => (
          <li key={id}>
            <label>
              <input type="radio" name="source" checked={chosen === id} onChange={() => setChosen(id)} />
              <span>
                {title} <small>{`${t(`origin.${kind}`)} ${number}`}</small>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </AskDialog>
  );
}
