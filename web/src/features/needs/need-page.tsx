import { getRouteApi } from "@tanstack/react-router";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { App, Button, Dropdown } from "antd";
import { useState } from "react";
import { ifMatch } from "@dual-high/client";
import { api, isProblem } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { formatDay } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { Page } from "../../ui/page.tsx";
import { Facts } from "../../ui/record/facts.tsx";
import { Prose, RecordColumns, Remark } from "../../ui/record/layout.tsx";
import { ClarityBox } from "./clarity.tsx";
import { FollowUp } from "./follow-up.tsx";
import { NeedFlow } from "./need-flow.tsx";
import { NeedHistory } from "./need-history.tsx";
import styles from "./needs.module.css";
import { needHistoryQuery, needQuery } from "./queries.ts";
import { ReasonDialog } from "./reason-dialog.tsx";
import { budgetText, type Need, type NeedAction, NEEDS_REASON, splitActions } from "./rules.ts";
import { needsTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/needs/$needId");

/** One need: how far it is, what it says, what it lacks, what became of it. */
export function NeedPage() {
  const t = useTexts(needsTexts);
  const language = useLanguage();
  const { scopeId, needId } = route.useParams();
  const may = useMay(scopeId);
  const need = useSuspenseQuery(needQuery(needId)).data;
  const history = useSuspenseQuery(needHistoryQuery(needId)).data;
  const contact = [need.contact?.name, need.contact?.phone, need.contact?.email].filter(Boolean).join(" ");
  return (
    <Page
      title={need.title}
      purpose={[need.number, need.enterprise].filter(Boolean).join(" · ")}
      actions={
        <>
          <NeedActions need={need} />
          {may("team.read") && <LinkButton to={`/p/${scopeId}/needs/${needId}/team`}>{t("formTeam")}</LinkButton>}
          {need.mayChange && <LinkButton to={`/p/${scopeId}/needs/${needId}/edit`}>{t("edit")}</LinkButton>}
        </>
      }
    >
      <NeedFlow state={need.state} history={history} />
      {need.stateReason !== null && (
        <p className={styles["reason"]} data-state={need.state}>
          {t("stateReason", { reason: need.stateReason })}
        </p>
      )}
      <RecordColumns
        side={
          <>
            <ClarityBox clarity={need.clarity} />
            <FollowUp scopeId={scopeId} needId={needId} />
            <NeedHistory history={history} />
          </>
        }
      >
        <Prose title={t("content")} text={need.content} />
        <Prose title={t("indicators")} text={notIn(need.content, need.indicators)} />
        <Prose title={t("basis")} text={notIn(need.content, need.basis)} />
        <Facts
          facts={[
            { label: t("budget"), value: budgetText(need, language), isKept: true },
            { label: t("deadline"), value: need.deadline, isKept: true },
            { label: t("field"), value: need.field },
            { label: t("cooperation"), value: need.cooperation },
            { label: t("enterprise"), value: need.enterprise, isKept: true },
            { label: t("creditCode"), value: need.creditCode },
            { label: t("contact"), value: contact },
            { label: t("listNumber"), value: need.listNumber },
            { label: t("createdAt"), value: formatDay(need.createdAt) },
          ]}
        />
        <Remark>
          {originWords(need, t)}
          {need.isContactMasked && contact !== "" && ` ${t("contactMasked")}`}
        </Remark>
      </RecordColumns>
    </Page>
  );
}

function originWords({ origin }: Need, t: ReturnType<typeof useTexts<keyof typeof needsTexts.lines>>): string {
  if (origin === null) return t("typedIn");
  const { file, sheet, row } = origin;
  if (row === undefined) return t("origin", { file });
  return t("originRow", { file, sheet: sheet ?? "", row });
}

/** A list's sections are part of its content already; what was typed in a form of its own is not. */
function notIn(content: string, part: string | null): string {
  return part === null || content.includes(part) ? "" : part;
}

function NeedActions({ need }: { readonly need: Need }) {
  const t = useTexts(needsTexts);
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [asked, setAsked] = useState<NeedAction | null>(null);
  const [isMoving, setMoving] = useState(false);
  const { next, others } = splitActions(need.actions);

  const move = async (action: NeedAction, reason: string): Promise<boolean> => {
    setMoving(true);
    try {
      const moved = await api.post("/api/needs/{needId}/transitions", {
        params: { path: { needId: need.id }, header: ifMatch(need) },
        body: { action, reason },
      });
      queryClient.setQueryData(needQuery(need.id).queryKey, moved);
      await queryClient.invalidateQueries({ queryKey: ["needs"] });
      void message.success(t("moved", { number: moved.number, state: t(`state.${moved.state}`) }));
      return true;
    } catch (error) {
      if (!isProblem(error)) throw error;
      const words = error.status === 412 ? t("changedMeanwhile", { number: need.number }) : error.detail;
      void message.error(words, 8);
      await queryClient.invalidateQueries({ queryKey: ["needs"] });
      return false;
    } finally {
      setMoving(false);
    }
  };
  const begin = (action: NeedAction) => {
    if (NEEDS_REASON.has(action)) setAsked(action);
    else void move(action, "");
  };
  return (
    <>
      {next !== null && (
        <Button type="primary" loading={isMoving} onClick={() => begin(next)}>
          {t(`action.${next}`)}
        </Button>
      )}
      {others.length > 0 && (
        <Dropdown
          trigger={["click"]}
          menu={{
            items: others.map((action) => ({ key: action, label: t(`action.${action}`) })),
            onClick: ({ key }) => begin(key as NeedAction),
          }}
        >
          <Button>{t("otherActions")}</Button>
        </Dropdown>
      )}
      {asked !== null && (
        <ReasonDialog
          need={need}
          action={asked}
          onSend={async (reason) => {
            if (await move(asked, reason)) setAsked(null);
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
