import { ifMatch, type Schemas } from "@dual-high/client";
import { useQuery } from "@tanstack/react-query";
import { Alert, Input, InputNumber, Modal, Segmented } from "antd";
import { useId, useState } from "react";
import { api, isProblem } from "../../data/api.ts";
import { useDraft } from "../../data/drafts.ts";
import { DraftNote } from "../../frame/draft-note.tsx";
import { useScopeId } from "../../frame/scopes.ts";
import { formatInstant } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import styles from "./challenges.module.css";
import { challengesTexts } from "./texts.ts";

interface CapabilitiesDialogProps {
  readonly person: { readonly key: string; readonly name: string; readonly unit: string };
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** What somebody can do beside what the lists show. */
export function CapabilitiesDialog({ person, onSaved, onClose }: CapabilitiesDialogProps) {
  const scopeId = useScopeId();
  const { data } = useQuery({
    queryKey: ["person-capabilities", scopeId, person.key],
    queryFn: async ({ signal }) =>
      api.get("/api/scopes/{scopeId}/person-capabilities", {
        params: { path: { scopeId }, query: { key: person.key } },
        signal,
      }),
    gcTime: 0,
  });
  if (data === undefined) return null;
  return <Form person={person} said={data} onSaved={onSaved} onClose={onClose} />;
}

type Said = Schemas["PersonCapabilities"];
const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\n;；,，、]/)
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  ),
];

function Form({ person, said, onSaved, onClose }: CapabilitiesDialogProps & { readonly said: Said }) {
  const t = useTexts(challengesTexts);
  const id = useId();
  const scopeId = useScopeId();
  const [problem, setProblem] = useState("");
  const [isBusy, setBusy] = useState(false);
  const draft = useDraft(`person-capabilities:${scopeId}:${person.key}:${said.version}`, {
    adds: said.adds.join("\n"),
    removes: said.removes.join("\n"),
    senior: said.isSenior === null ? "auto" : said.isSenior ? "yes" : "no",
    otherProjects: said.otherProjects,
  });
  const { adds, removes, senior, otherProjects } = draft.value;
  const save = async () => {
    setBusy(true);
    setProblem("");
    try {
      await api.put("/api/scopes/{scopeId}/person-capabilities", {
        params: { path: { scopeId }, header: ifMatch(said) },
        body: {
          key: person.key,
          name: person.name,
          unit: person.unit,
          adds: linesOf(adds),
          removes: linesOf(removes),
          isSenior: senior === "auto" ? null : senior === "yes",
          otherProjects,
        },
      });
      draft.clear();
      onSaved();
    } catch (error) {
      setProblem(isProblem(error) ? error.detail : String(error));
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t("capabilitiesOf", { name: person.name })}
      okText={t("save")}
      cancelText={t("cancel")}
      confirmLoading={isBusy}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <DraftNote draft={draft} />
      {problem !== "" && <Alert type="error" title={problem} />}
      <div className={styles["form"]}>
        <label htmlFor={`${id}-adds`}>{t("adds")}</label>
        <Input.TextArea
          id={`${id}-adds`}
          autoSize={{ minRows: 3, maxRows: 8 }}
          value={adds}
          onChange={(event) => draft.change({ adds: event.target.value })}
        />
        <label htmlFor={`${id}-removes`}>{t("removes")}</label>
        <Input.TextArea
          id={`${id}-removes`}
          autoSize={{ minRows: 2, maxRows: 8 }}
          value={removes}
          onChange={(event) => draft.change({ removes: event.target.value })}
        />
        <span id={`${id}-senior`}>{t("isSenior")}</span>
        <Segmented
          aria-labelledby={`${id}-senior`}
          value={senior}
          onChange={(next) => draft.change({ senior: next })}
          options={(["auto", "yes", "no"] as const).map((value) => ({ value, label: t(`senior.${value}`) }))}
        />
        <label htmlFor={`${id}-projects`}>{t("otherProjects")}</label>
        <InputNumber
          id={`${id}-projects`}
          min={0}
          max={99}
          precision={0}
          value={otherProjects}
          onChange={(next) => draft.change({ otherProjects: next ?? 0 })}
        />
        {said.updatedBy !== null && said.updatedAt !== null && (
          <small>{t("saidBy", { name: said.updatedBy.name, at: formatInstant(said.updatedAt) })}</small>
        )}
      </div>
    </Modal>
  );
}
