import { ifMatch } from "@dual-high/client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../data/api.ts";
import { todayHere } from "../../../text/format.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import { type Gate, type Project, projectQuery } from "../data.ts";
import { Dialog } from "../dialog.tsx";
import { ChoiceField, DayField, TextField } from "../labelled.tsx";
import styles from "../projects.module.css";
import { projectsTexts } from "../texts.ts";

interface GateDialogProps {
  readonly project: Project;
  readonly gate: Gate;
  readonly onDone: (next: Project, done: string) => void;
  readonly onClose: () => void;
}

export function ApplyDialog({ project, gate, onDone, onClose }: GateDialogProps) {
  const t = useTexts(projectsTexts);
  const pick = usePick();
  const [statement, setStatement] = useState("");
  return (
    <Dialog
      title={t("gateTo", { stage: pick(gate.name) })}
      okText={t("applyGate")}
      onSend={async () => {
        const next = await api.post("/api/projects/{projectId}/gates", {
          params: { path: { projectId: project.id } },
          body: { stage: gate.stage, statement: statement.trim() },
        });
        onDone(next, t("gateApplied"));
      }}
      onClose={onClose}
    >
      <p>{t("applyText")}</p>
      <TextField label={t("statement")} value={statement} onChange={setStatement} rows={4} />
    </Dialog>
  );
}

export function DecideDialog({
  project,
  gate,
  decision,
  onDone,
  onClose,
}: GateDialogProps & { readonly decision: "pass" | "hold" | "stop" }) {
  const t = useTexts(projectsTexts);
  const pick = usePick();
  const queryClient = useQueryClient();
  const [on, setOn] = useState<string | null>(todayHere);
  const [reason, setReason] = useState("");
  return (
    <Dialog
      title={`${t("gateTo", { stage: pick(gate.name) })} · ${t(`decide.${decision}`)}`}
      okText={t(`decide.${decision}`)}
      isDanger={decision === "stop"}
      isReady={on !== null}
      onSend={async () => {
        try {
          const next = await api.post("/api/project-gates/{gateId}/decision", {
            params: { path: { gateId: gate.id ?? "" }, header: ifMatch(project) },
            body: { decision, on: on ?? "", reason: reason.trim() },
          });
          onDone(next, t(`decided.${decision}`, { stage: pick(gate.name) }));
        } catch (error) {
          // What the gate stands on has changed elsewhere: the card behind shows what is missing now.
          void queryClient.invalidateQueries({ queryKey: projectQuery(project.id).queryKey });
          throw error;
        }
      }}
      onClose={onClose}
    >
      <p>{t(`decideText.${decision}`)}</p>
      <DayField label={t(decision === "pass" ? "enteredOn" : "on")} value={on} onChange={setOn} />
      <TextField label={t("reason")} value={reason} onChange={setReason} rows={3} />
    </Dialog>
  );
}

interface WaiveDialogProps extends GateDialogProps {
  readonly requirement: Gate["findings"][number]["requirement"];
}

export function WaiveDialog({ project, gate, requirement, onDone, onClose }: WaiveDialogProps) {
  const t = useTexts(projectsTexts);
  const pick = usePick();
  const [reason, setReason] = useState("");
  const finding = gate.findings.find((each) => each.requirement === requirement);
  const name = finding === undefined ? "" : pick(finding.name);
  return (
    <Dialog
      title={t("waive", { what: name })}
      okText={t("waiveShort")}
      isReady={reason.trim() !== ""}
      onSend={async () => {
        const next = await api.post("/api/project-gates/{gateId}/waivers", {
          params: { path: { gateId: gate.id ?? "" }, header: ifMatch(project) },
          body: { requirement, reason: reason.trim() },
        });
        onDone(next, t("waived", { what: name }));
      }}
      onClose={onClose}
    >
      <p>{t("waiveText")}</p>
      <TextField label={t("reason")} value={reason} onChange={setReason} rows={3} />
    </Dialog>
  );
}

interface PermitsDialogProps {
  readonly project: Project;
  readonly onDone: (next: Project, done: string) => void;
  readonly onClose: () => void;
}

interface Line {
  readonly key: number;
  readonly name: string;
  readonly authority: string;
  readonly number: string;
  readonly obtainedOn: string | null;
  readonly expiresOn: string | null;
}

/** Which permits the industry needs and which of them are there, or that it needs none. */
export function PermitsDialog({ project, onDone, onClose }: PermitsDialogProps) {
  const t = useTexts(projectsTexts);
  const { permits } = project;
  const [needs, setNeeds] = useState(permits.noneNeeded ? "none" : "some");
  const [note, setNote] = useState(permits.note);
  const [lines, setLines] = useState<readonly Line[]>(() =>
    permits.permits
      .map((permit, key) => ({ ...permit, key }))
      .concat(
        permits.permits.length === 0
          ? [{ key: 0, name: "", authority: "", number: "", obtainedOn: null, expiresOn: null, isExpired: false }]
          : [],
      ),
  );
  const change = (key: number, some: Partial<Line>) =>
    setLines((held) => held.map((line) => (line.key === key ? { ...line, ...some } : line)));
  return (
    <Dialog
      title={t("permits")}
      okText={t("save")}
      width={900}
      onSend={async () => {
        const named = lines
          .filter(({ name }) => name.trim() !== "")
          .map(({ name, authority, number, obtainedOn, expiresOn }) => ({
            name: name.trim(),
            authority: authority.trim(),
            number: number.trim(),
            obtainedOn,
            expiresOn,
          }));
        const next = await api.put("/api/projects/{projectId}/permits", {
          params: { path: { projectId: project.id }, header: ifMatch(project) },
          body: { permits: needs === "none" ? [] : named, noneNeeded: needs === "none", note: note.trim() },
        });
        onDone(next, t("saved", { number: project.number }));
      }}
      onClose={onClose}
    >
      <ChoiceField
        label={t("permitsNeeded")}
        value={needs}
        onChange={setNeeds}
        options={[
          { value: "some", label: t("permitsSome") },
          { value: "none", label: t("permitsNone") },
        ]}
      />
      {needs === "some" &&
        lines.map(({ key, name, authority, number, obtainedOn, expiresOn }, index) => {
          const said = (column: string) => t("permitCell", { number: index + 1, column });
          return (
            <div key={key} className={styles["row"]}>
              <TextField label={said(t("permitName"))} value={name} onChange={(next) => change(key, { name: next })} />
              <TextField
                label={said(t("permitAuthority"))}
                value={authority}
                onChange={(next) => change(key, { authority: next })}
              />
              <TextField
                label={said(t("permitNumber"))}
                value={number}
                onChange={(next) => change(key, { number: next })}
              />
              <DayField
                label={said(t("obtainedOn"))}
                value={obtainedOn}
                onChange={(next) => change(key, { obtainedOn: next })}
              />
              <DayField
                label={said(t("expiresOn"))}
                value={expiresOn}
                onChange={(next) => change(key, { expiresOn: next })}
              />
            </div>
          );
        })}
      {needs === "some" && (
        <button
          type="button"
          className="plain"
          onClick={() =>
            setLines((held) => [
              ...held,
              { key: held.length, name: "", authority: "", number: "", obtainedOn: null, expiresOn: null },
            ])
          }
        >
          {t("addPermit")}
        </button>
      )}
      <TextField label={t("note")} value={note} onChange={setNote} rows={2} />
    </Dialog>
  );
}
