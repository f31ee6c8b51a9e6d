import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import type { Project, Stage } from "./data.ts";
import { Dialog } from "./dialog.tsx";
import { ChoiceField } from "./labelled.tsx";
import { projectsTexts } from "./texts.ts";

interface LinkDialogProps {
  readonly project: Project;
  readonly stage: Stage;
  readonly onDone: (next: Project) => void;
  readonly onClose: () => void;
}

/** One of the pair's agreements that is not linked to the stage yet. */
export function LinkDialog({ project, stage, onDone, onClose }: LinkDialogProps) {
  const t = useTexts(projectsTexts);
  const pick = usePick();
  const [chosen, setChosen] = useState("");
  const { scopeId } = project;
  const found = useQuery({
    queryKey: ["projects", scopeId, "agreements to link"],
    queryFn: async () =>
      api.get("/api/scopes/{scopeId}/agreements", {
        params: { path: { scopeId }, query: { limit: 100, sort: "-updatedAt", state: "draft,signed" } },
      }),
  });
  const linked = new Set(project.agreements.filter((each) => each.stage === stage).map((each) => each.agreementId));
  const offered = (found.data?.items ?? []).filter(({ id }) => !linked.has(id));
  const agreementId = chosen === "" ? (offered[0]?.id ?? "") : chosen;
  return (
    <Dialog
      title={`${t("link")} · ${t(`stage.${stage}`)}`}
      okText={t("link")}
      isReady={agreementId !== ""}
      onSend={async () =>
        onDone(
          await api.post("/api/projects/{projectId}/agreements", {
            params: { path: { projectId: project.id } },
            body: { stage, agreementId },
          }),
        )
      }
      onClose={onClose}
    >
      {offered.length === 0 ? (
        <p>{t("noAgreements")}</p>
      ) : (
        <ChoiceField
          label={t("agreement")}
          value={agreementId}
          onChange={setChosen}
          options={offered.map(({ id, number, title, kindName, state }) => ({
            value: id,
            label: `${number} · ${pick(kindName)} · ${title}${state === "draft" ? ` (${t("agreementState.draft")})` : ""}`,
          }))}
        />
      )}
    </Dialog>
  );
}
