import { ifMatch } from "@dual-high/client";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { todayHere } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import type { Project, ProjectAction } from "./data.ts";
import { Dialog } from "./dialog.tsx";
import { DayField, TextField } from "./labelled.tsx";
import { projectsTexts } from "./texts.ts";

interface ActDialogProps {
  readonly project: Project;
  readonly action: ProjectAction;
  readonly onDone: (next: Project) => void;
  readonly onClose: () => void;
}

/** Ends a project or goes on with it, on a day and for a reason. */
export function ActDialog({ project, action, onDone, onClose }: ActDialogProps) {
  const t = useTexts(projectsTexts);
  const [on, setOn] = useState<string | null>(todayHere);
  const [reason, setReason] = useState("");
  return (
    <Dialog
      title={`${project.number} · ${t(`act.${action}`)}`}
      okText={t(`act.${action}`)}
      isDanger={action === "stop" || action === "return"}
      isReady={on !== null}
      onSend={async () =>
        onDone(
          await api.post("/api/projects/{projectId}/transitions", {
            params: { path: { projectId: project.id }, header: ifMatch(project) },
            body: { action, on: on ?? "", reason: reason.trim() },
          }),
        )
      }
      onClose={onClose}
    >
      <p>{t(`actText.${action}`)}</p>
      <DayField label={t("on")} value={on} onChange={setOn} />
      <TextField label={t("reason")} value={reason} onChange={setReason} rows={3} />
    </Dialog>
  );
}
