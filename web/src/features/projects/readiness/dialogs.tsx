import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { useId, useState } from "react";
import { api } from "../../../data/api.ts";
import { useMe } from "../../../data/me.ts";
import { fileBody, fileName } from "../../../data/upload.ts";
import { todayHere } from "../../../text/format.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import { type Evidence, type Project, type Review, scaleQuery } from "../data.ts";
import { Dialog } from "../dialog.tsx";
import { ChoiceField, DayField, TextField } from "../labelled.tsx";
import parts from "../projects.module.css";
import { projectsTexts } from "../texts.ts";
import styles from "./reviews.module.css";

interface DialogProps {
  readonly project: Project;
  readonly onDone: (next: Project, done: string) => void;
  readonly onClose: () => void;
}

const CLASSES = ["public", "internal", "confidential"] as const;
const BESIDE = ["company_registration", "other"] as const;

export function EvidenceDialog({ project, onDone, onClose }: DialogProps) {
  const t = useTexts(projectsTexts);
  const pick = usePick();
  const id = useId();
  const scale = useQuery(scaleQuery).data;
  const ofLevels = (scale?.levels ?? []).flatMap(({ level, requires }) =>
    requires.map(({ kind, name }) => ({ value: kind as string, label: `${level} · ${pick(name)}` })),
  );
  const kinds = [...ofLevels, ...BESIDE.map((kind) => ({ value: kind as string, label: t(`evidence.${kind}`) }))];
  const [kind, setKind] = useState<string>("company_registration");
  const [title, setTitle] = useState("");
  const [shownOn, setShownOn] = useState<string | null>(todayHere);
  const [classification, setClassification] = useState<string>("internal");
  const [file, setFile] = useState<File | null>(null);
  return (
    <Dialog
      title={t("bringEvidence")}
      okText={t("upload")}
      isReady={file !== null && title.trim() !== "" && shownOn !== null}
      onSend={async () => {
        if (file === null) return;
        const next = await api.post("/api/projects/{projectId}/evidence", {
          params: {
            path: { projectId: project.id },
            query: {
              kind: kind as Evidence["kind"],
              title: title.trim(),
              shownOn: shownOn ?? "",
              classification: classification as (typeof CLASSES)[number],
            },
            header: fileName(file),
          },
          ...fileBody(file),
        });
        onDone(next, t("evidenceAdded", { what: title.trim() }));
      }}
      onClose={onClose}
    >
      <Alert type="warning" title={t("noSecrets")} />
      <ChoiceField label={t("evidenceKind")} value={kind} onChange={setKind} options={kinds} />
      <TextField label={t("evidenceTitle")} value={title} onChange={setTitle} />
      <DayField label={t("shownOn")} value={shownOn} onChange={setShownOn} />
      <ChoiceField
        label={t("classification")}
        value={classification}
        onChange={setClassification}
        options={CLASSES.map((value) => ({ value, label: t(`class.${value}`) }))}
      />
      <div className={parts["field"]}>
        <label htmlFor={id}>{t("file")}</label>
        <input id={id} type="file" onChange={({ target }) => setFile(target.files?.[0] ?? null)} />
      </div>
    </Dialog>
  );
}

interface TicksProps {
  readonly legend: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

function Ticks({ legend, options, chosen, onChange }: TicksProps) {
  return (
    <fieldset className={styles["ticks"]}>
      <legend>{legend}</legend>
      {options.map(({ value, label }) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, value] : chosen.filter((each) => each !== value))
            }
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

/** A level, the evidence that it rests on and who is to judge it; what is still missing stands there before it is sent. */
export function ApplyLevelDialog({ project, onDone, onClose }: DialogProps) {
  const t = useTexts(projectsTexts);
  const pick = usePick();
  const me = useMe();
  const scale = useQuery(scaleQuery).data;
  const people = useQuery({
    queryKey: ["projects", project.scopeId, "reviewers"],
    queryFn: async () =>
      api.get("/api/scopes/{scopeId}/readiness-reviewers", { params: { path: { scopeId: project.scopeId } } }),
  }).data;
  const [level, setLevel] = useState(String(project.readinessLevel + 1));
  const [evidenceIds, setEvidenceIds] = useState<readonly string[]>([]);
  const [reviewerIds, setReviewerIds] = useState<readonly string[]>([]);
  const [statement, setStatement] = useState("");
  const offered = project.evidence.filter(({ withdrawn }) => withdrawn === null);
  const chosen = offered.filter(({ id }) => evidenceIds.includes(id));
  const required = scale?.levels[Number(level) - 1]?.requires ?? [];
  const missing = required.filter(({ kind }) => !chosen.some((piece) => piece.kind === kind));
  const judges = (people?.items ?? []).filter(
    ({ id }) => id !== me.userId && !chosen.some(({ addedBy }) => addedBy.id === id),
  );
  return (
    <Dialog
      title={t("applyLevel")}
      okText={t("applyLevelShort")}
      isReady={missing.length === 0 && chosen.length > 0 && reviewerIds.length > 0}
      onSend={async () => {
        const next = await api.post("/api/projects/{projectId}/readiness-reviews", {
          params: { path: { projectId: project.id } },
          body: {
            level: Number(level),
            evidenceIds: [...evidenceIds],
            reviewerIds: reviewerIds.filter((id) => judges.some((judge) => judge.id === id)),
            statement: statement.trim(),
          },
        });
        onDone(next, t("levelApplied", { level }));
      }}
      onClose={onClose}
    >
      <ChoiceField
        label={t("level")}
        value={level}
        onChange={setLevel}
        options={(scale?.levels ?? [])
          .filter((each) => each.level > project.readinessLevel)
          .map((each) => ({ value: String(each.level), label: `${each.level} · ${pick(each.name)}` }))}
      />
      <Ticks
        legend={t("evidence")}
        options={offered.map(({ id, title, kindName, shownOn }) => ({
          value: id,
          label: `${title} · ${pick(kindName)} · ${shownOn}`,
        }))}
        chosen={evidenceIds}
        onChange={setEvidenceIds}
      />
      {missing.length > 0 && (
        <p className={styles["lacks"]}>
          {t("evidenceLacks", { what: missing.map(({ name }) => pick(name)).join(t("comma")) })}
        </p>
      )}
      <Ticks
        legend={t("reviewers")}
        options={judges.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={reviewerIds}
        onChange={setReviewerIds}
      />
      {judges.length === 0 && people !== undefined && <p className={styles["lacks"]}>{t("noReviewer")}</p>}
      <TextField label={t("statement")} value={statement} onChange={setStatement} rows={3} />
    </Dialog>
  );
}

export function JudgeDialog({ project, review, onDone, onClose }: DialogProps & { readonly review: Review }) {
  const t = useTexts(projectsTexts);
  const pick = usePick();
  const [verdict, setVerdict] = useState<"grant" | "refuse">("grant");
  const [reason, setReason] = useState("");
  const pieces = project.evidence.filter(({ id }) => review.evidenceIds.includes(id));
  return (
    <Dialog
      title={t("judgeLevel", { level: review.level, name: pick(review.levelName) })}
      okText={t(`verdict.${verdict}`)}
      isDanger={verdict === "refuse"}
      isReady={verdict === "grant" || reason.trim() !== ""}
      onSend={async () => {
        const next = await api.post("/api/readiness-reviews/{reviewId}/verdicts", {
          params: { path: { reviewId: review.id } },
          body: { verdict, reason: reason.trim() },
        });
        onDone(next, t("judged"));
      }}
      onClose={onClose}
    >
      {review.statement !== "" && <p>{review.statement}</p>}
      <p>{t("restsOn", { what: pieces.map(({ title }) => title).join(t("comma")) })}</p>
      <ChoiceField
        label={t("judge")}
        value={verdict}
        onChange={(next) => setVerdict(next as "grant" | "refuse")}
        options={[
          { value: "grant", label: t("verdict.grant") },
          { value: "refuse", label: t("verdict.refuse") },
        ]}
      />
      <TextField label={t("reason")} value={reason} onChange={setReason} rows={3} />
    </Dialog>
  );
}

export function RevokeDialog({ review, onDone, onClose }: Omit<DialogProps, "project"> & { readonly review: Review }) {
  const t = useTexts(projectsTexts);
  const [reason, setReason] = useState("");
  const { level } = review;
  return (
    <Dialog
      title={t("revokeLevel", { level })}
      text={t("revokeText")}
      okText={t("revokeLevel", { level })}
      isDanger
      isReady={reason.trim() !== ""}
      onSend={async () => {
        const next = await api.post("/api/readiness-reviews/{reviewId}/revocation", {
          params: { path: { reviewId: review.id } },
          body: { reason: reason.trim() },
        });
        onDone(next, t("levelRevoked", { level }));
      }}
      onClose={onClose}
    >
      <TextField label={t("reason")} value={reason} onChange={setReason} rows={3} />
    </Dialog>
  );
}

interface WithdrawEvidenceProps {
  readonly evidence: Evidence;
  readonly onDone: (next: Project, done: string) => void;
  readonly onClose: () => void;
}

export function WithdrawEvidenceDialog({ evidence, onDone, onClose }: WithdrawEvidenceProps) {
  const t = useTexts(projectsTexts);
  const [reason, setReason] = useState("");
  return (
    <Dialog
      title={t("withdrawOf", { what: evidence.title })}
      okText={t("withdraw")}
      isDanger
      isReady={reason.trim() !== ""}
      onSend={async () => {
        const next = await api.post("/api/project-evidence/{evidenceId}/withdrawal", {
          params: { path: { evidenceId: evidence.id } },
          body: { reason: reason.trim() },
        });
        onDone(next, t("evidenceWithdrawn"));
      }}
      onClose={onClose}
    >
      <TextField label={t("reason")} value={reason} onChange={setReason} rows={3} />
    </Dialog>
  );
}
