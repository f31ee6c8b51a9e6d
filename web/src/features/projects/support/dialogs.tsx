import { useState } from "react";
import { api } from "../../../data/api.ts";
import { readParts } from "../../../text/amounts.ts";
import { todayHere } from "../../../text/format.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import type { Project, Support } from "../data.ts";
import { Dialog } from "../dialog.tsx";
import { ChoiceField, DayField, TextField } from "../labelled.tsx";
import { projectsTexts } from "../texts.ts";
import { type Side, SUPPORT_KINDS, type SupportKind } from "./sums.ts";

interface SupportDialogProps {
  readonly project: Project;
  readonly onDone: (next: Project, done: string) => void;
  readonly onClose: () => void;
}

const COUNTED: readonly SupportKind[] = ["space", "equipment", "people"];

/** What was typed as a number; undefined where it is none, null where nothing was typed. */
function readAmount(text: string, decimals: number): string | null | undefined {
  const tidy = text.replaceAll(/\s/g, "");
  return tidy === "" ? null : (readParts(tidy, { decimals }) ?? undefined);
}

export function PromiseDialog({ project, onDone, onClose }: SupportDialogProps) {
  const t = useTexts(projectsTexts);
  const [side, setSide] = useState<Side>(project.mayPromise[0] ?? "university");
  const [kind, setKind] = useState<SupportKind>("money");
  const [description, setDescription] = useState("");
  const [value, setValue] = useState("");
  const [quantity, setQuantity] = useState("");
  const [promisedOn, setPromisedOn] = useState<string | null>(todayHere);
  const [dueOn, setDueOn] = useState<string | null>(null);
  const valueFen = readAmount(value, 2);
  const hundredths = COUNTED.includes(kind) ? readAmount(quantity, 2) : null;
  return (
    <Dialog
      title={t("recordSupport")}
      okText={t("save")}
      isReady={description.trim() !== "" && promisedOn !== null && valueFen !== undefined && hundredths !== undefined}
      onSend={async () => {
        const next = await api.post("/api/projects/{projectId}/support", {
          params: { path: { projectId: project.id } },
          body: {
            side,
            kind,
            description: description.trim(),
            valueFen: valueFen ?? null,
            quantityHundredths: hundredths === null || hundredths === undefined ? null : Number(hundredths),
            promisedOn: promisedOn ?? "",
            dueOn,
          },
        });
        onDone(next, t("supportRecorded"));
      }}
      onClose={onClose}
    >
      <ChoiceField
        label={t("sideHead")}
        value={side}
        onChange={(next) => setSide(next as Side)}
        options={project.mayPromise.map((each) => ({ value: each, label: t(`side.${each}`) }))}
      />
      <ChoiceField
        label={t("supportKind")}
        value={kind}
        onChange={(next) => setKind(next as SupportKind)}
        options={SUPPORT_KINDS.map((each) => ({ value: each, label: t(`support.${each}`) }))}
      />
      <TextField label={t("supportWhat")} value={description} onChange={setDescription} />
      {COUNTED.includes(kind) && (
        <TextField
          label={t(`quantity.${kind as "space" | "equipment" | "people"}`)}
          value={quantity}
          onChange={setQuantity}
        />
      )}
      <TextField label={t(kind === "money" ? "valueYuan" : "valueYuanOptional")} value={value} onChange={setValue} />
      <DayField label={t("promisedOn")} value={promisedOn} onChange={setPromisedOn} />
      <DayField label={t("dueOn")} value={dueOn} onChange={setDueOn} />
    </Dialog>
  );
}

type OneProps = SupportDialogProps & { readonly support: Support };

export function DeliverDialog({ support, onDone, onClose }: OneProps) {
  const t = useTexts(projectsTexts);
  const pick = usePick();
  const [on, setOn] = useState<string | null>(todayHere);
  const [value, setValue] = useState("");
  const [quantity, setQuantity] = useState("");
  const [note, setNote] = useState("");
  const [completes, setCompletes] = useState("no");
  const valueFen = readAmount(value, 2);
  const hundredths = support.unit === null ? null : readAmount(quantity, 2);
  return (
    <Dialog
      title={t("deliverOf", { what: support.description })}
      okText={t("deliver")}
      isReady={on !== null && valueFen !== undefined && hundredths !== undefined}
      onSend={async () => {
        const next = await api.post("/api/project-support/{supportId}/deliveries", {
          params: { path: { supportId: support.id } },
          body: {
            deliveredOn: on ?? "",
            valueFen: valueFen ?? null,
            quantityHundredths: hundredths === null || hundredths === undefined ? null : Number(hundredths),
            note: note.trim(),
            completes: completes === "yes",
          },
        });
        onDone(next, t("deliveryRecorded"));
      }}
      onClose={onClose}
    >
      <p>{t("deliverText")}</p>
      <DayField label={t("on")} value={on} onChange={setOn} />
      {support.unit !== null && (
        <TextField
          label={`${t("arrived")}${t("inBrackets", { what: pick(support.unit) })}`}
          value={quantity}
          onChange={setQuantity}
        />
      )}
      <TextField
        label={t(support.kind === "money" ? "valueYuan" : "valueYuanOptional")}
        value={value}
        onChange={setValue}
      />
      <TextField label={t("note")} value={note} onChange={setNote} rows={2} />
      <ChoiceField
        label={t("completes")}
        value={completes}
        onChange={setCompletes}
        options={[
          { value: "no", label: t("completesNo") },
          { value: "yes", label: t("completesYes") },
        ]}
      />
    </Dialog>
  );
}

export function WithdrawDialog({ support, onDone, onClose }: OneProps) {
  const t = useTexts(projectsTexts);
  const [reason, setReason] = useState("");
  return (
    <Dialog
      title={t("withdrawOf", { what: support.description })}
      okText={t("withdraw")}
      isDanger
      isReady={reason.trim() !== ""}
      onSend={async () => {
        const next = await api.post("/api/project-support/{supportId}/withdrawal", {
          params: { path: { supportId: support.id } },
          body: { reason: reason.trim() },
        });
        onDone(next, t("supportWithdrawn"));
      }}
      onClose={onClose}
    >
      <TextField label={t("reason")} value={reason} onChange={setReason} rows={3} />
    </Dialog>
  );
}
