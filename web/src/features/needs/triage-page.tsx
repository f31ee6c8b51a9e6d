import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useMay } from "../../data/me.ts";
import { useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { Page } from "../../ui/page.tsx";
import { RecordColumns } from "../../ui/record/layout.tsx";
import { Findings } from "./findings.tsx";
import { MarkedText } from "./marked-text.tsx";
import { needQuery, needTriageQuery } from "./queries.ts";
import { ReturnForm } from "./return-form.tsx";
import { needsTexts } from "./texts.ts";
import type { TriagePart } from "./triage-rules.ts";
import { useMoveNeed } from "./use-move-need.ts";

const route = getRouteApi("/in/p/$scopeId/needs/$needId/triage");

/** Judging a need: its text with what was found in it, what is missing, and the three ways on. */
export function TriagePage() {
  const t = useTexts(needsTexts);
  const { scopeId, needId } = route.useParams();
  const navigate = useNavigate();
  const need = useSuspenseQuery(needQuery(needId)).data;
  const triage = useSuspenseQuery(needTriageQuery(needId, need.version)).data;
  const mayTriage = useMay(need.scopeId)("need.triage");
  const [lit, light] = useState<TriagePart | null>(null);
  const { isMoving, move } = useMoveNeed(need);
  const back = () => void navigate({ to: "/p/$scopeId/needs/$needId", params: { scopeId, needId } });
  const may = (action: (typeof need.actions)[number]) => need.actions.includes(action);
  const isRewritable = mayTriage && ["submitted", "in_triage", "returned"].includes(need.state);
  return (
    <Page
      title={t("triageTitle", { number: need.number })}
      purpose={[need.enterprise, t(`state.${need.state}`)].filter(Boolean).join(" · ")}
      actions={
        <>
          {may("begin_triage") && (
            <Button type="primary" loading={isMoving} onClick={() => void move("begin_triage")}>
              {t("action.begin_triage")}
            </Button>
          )}
          {may("accept") && (
            <Button
              type="primary"
              loading={isMoving}
              onClick={() => void move("accept").then((isDone) => (isDone ? back() : undefined))}
            >
              {t("action.accept")}
            </Button>
          )}
          {isRewritable && <LinkButton to={`/p/${scopeId}/needs/${needId}/rewrite`}>{t("rewrite")}</LinkButton>}
          <LinkButton to={`/p/${scopeId}/needs/${needId}`}>{t("toNeed")}</LinkButton>
        </>
      }
    >
      <RecordColumns
        side={
          <>
            <Findings triage={triage} need={need} lit={lit} onLight={light} />
            {may("return") && (
              <ReturnForm
                need={need}
                triage={triage}
                isSending={isMoving}
                onSend={async (reason) => {
                  if (await move("return", reason)) back();
                }}
              />
            )}
          </>
        }
      >
        <MarkedText need={need} triage={triage} lit={lit} />
      </RecordColumns>
    </Page>
  );
}
