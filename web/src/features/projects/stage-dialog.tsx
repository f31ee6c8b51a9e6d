import { ifMatch } from "@dual-high/client";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import type { Project, ProjectStage } from "./data.ts";
import { Dialog } from "./dialog.tsx";
import { DayField, TextField } from "./labelled.tsx";
import { projectsTexts } from "./texts.ts";

interface StageDialogProps {
  readonly project: Project;
  readonly stage: ProjectStage;
  readonly onDone: (next: Project) => void;
  readonly onClose: () => void;
}

export function StageDialog({ project, stage, onDone, onClose }: StageDialogProps) {
  const t = useTexts(projectsTexts);
  const pick = usePick();
  const [plannedOn, setPlannedOn] = useState(stage.plannedOn);
  const [startedOn, setStartedOn] = useState(stage.startedOn);
  const [endedOn, setEndedOn] = useState(stage.endedOn);
  const [note, setNote] = useState(stage.note);
  return (
    <Dialog
      title={t("stateDaysOf", { stage: pick(stage.name) })}
      okText={t("save")}
      onSend={async () =>
        onDone(
          await api.put("/api/projects/{projectId}/stages/{stage}", {
            params: { path: { projectId: project.id, stage: stage.stage }, header: ifMatch(project) },
            body: { plannedOn, startedOn, endedOn, note: note.trim() },
          }),
        )
      }
      onClose={onClose}
    >
      <p>{t("daysText")}</p>
      <DayField label={t("plannedOn")} value={plannedOn} onChange={setPlannedOn} />
      <DayField label={t("startedOn")} value={startedOn} onChange={setStartedOn} />
      <DayField label={t("endedOnDay")} value={endedOn} onChange={setEndedOn} />
      <TextField label={t("note")} value={note} onChange={setNote} rows={2} />
    </Dialog>
  );
}
