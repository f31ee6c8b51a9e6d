import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Button, Dropdown } from "antd";
import { useState } from "react";
import { useMay } from "../../data/me.ts";
import { OriginProjects } from "../../frame/origin-projects.tsx";
import { formatDay } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { Page } from "../../ui/page.tsx";
import { Facts } from "../../ui/record/facts.tsx";
import { Prose, RecordColumns, Remark } from "../../ui/record/layout.tsx";
import { ClarityBox } from "./clarity.tsx";
import { FollowUp } from "./follow-up.tsx";
import { MergeDialog } from "./merge-dialog.tsx";
import { Merges } from "./merges.tsx";
import { NeedFlow } from "./need-flow.tsx";
import { NeedHistory } from "./need-history.tsx";
import styles from "./needs.module.css";
import { needHistoryQuery, needQuery } from "./queries.ts";
import { ReasonDialog } from "./reason-dialog.tsx";
import { budgetText, isPosable, MERGEABLE, type Need, type NeedAction, NEEDS_REASON, splitActions } from "./rules.ts";
import { RewritePanel } from "./rewrite-panel.tsx";
import { SharedMatches } from "./shared-matches.tsx";
import { stateTexts } from "./state-texts.ts";
import { needsTexts } from "./texts.ts";
import { useMoveNeed } from "./use-move-need.ts";
import { VisibilityBox } from "./visibility-box.tsx";

const MERGE = "merge";
const route = getRouteApi("/in/p/$scopeId/needs/$needId");

/** One need: how far it is, what it says, what it lacks, what became of it. */
export function NeedPage() {
  const t = useTexts(needsTexts);
  const language = useLanguage();
  const { scopeId, needId } = route.useParams();
  const s = useTexts(stateTexts);
  const may = useMay(scopeId);
  const need = useSuspenseQuery(needQuery(needId)).data;
  const history = useSuspenseQuery(needHistoryQuery(needId)).data;
  const isOwn = scopeId === need.enterpriseId;
  const contact = [need.contact?.name, need.contact?.phone, need.contact?.email].filter(Boolean).join(" ");
  return (
    <Page
      title={need.title}
      purpose={[need.number, need.enterprise].filter(Boolean).join(" · ")}
      actions={
        <>
          <NeedActions need={need} />
          {need.visibility !== "restricted" && may("team.read") && (
            <LinkButton to={`/p/${scopeId}/needs/${needId}/team`}>{t("formTeam")}</LinkButton>
          )}
          {isPosable(need) && may("challenge.write") && (
            <LinkButton to={`/p/${scopeId}/challenges/new`} search={{ needs: needId }}>
              {t("pose")}
            </LinkButton>
          )}
          {isOwn && may("need.create") && (
            <LinkButton to={`/p/${scopeId}/needs/new`} search={{ from: needId }}>
              {s("copy")}
            </LinkButton>
          )}
          {need.mayChange && <LinkButton to={`/p/${scopeId}/needs/${needId}/edit`}>{t("edit")}</LinkButton>}
        </>
      }
    >
      <NeedFlow state={need.state} history={history} />
      {need.isOwnDraft && need.state === "draft" && <p className={styles["reason"]}>{s("draftNote")}</p>}
      <RewritePanel need={need} />
      {need.stateReason !== null && (
        <p className={styles["reason"]} data-state={need.state}>
          {t("stateReason", { reason: need.stateReason })}
        </p>
      )}
      <RecordColumns
        side={
          <>
            <ClarityBox clarity={need.clarity} isOwn={isOwn} />
            <p>
              <Link to="/p/$scopeId/needs/$needId/triage" params={{ scopeId, needId }}>
                {t("toTriage")}
              </Link>
            </p>
            <VisibilityBox scopeId={scopeId} need={need} />
            {isOwn && need.visibility !== "restricted" && <SharedMatches need={need} />}
            {need.visibility !== "restricted" && <FollowUp scopeId={scopeId} needId={needId} />}
            <Merges need={need} />
            {need.visibility !== "restricted" && (
              <OriginProjects
                scopeId={need.scopeId}
                kind="need"
                id={needId}
                title={need.title}
                isOpen={["matched", "in_talks", "in_challenge", "contracted", "delivered"].includes(need.state)}
              />
            )}
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
  const s = useTexts(stateTexts);
  const navigate = useNavigate();
  const { scopeId } = route.useParams();
  // An enterprise takes back what it asked for; whether a need is done with, the office says.
  const nameOf = (action: NeedAction) =>
    action === "close" && scopeId === need.enterpriseId ? s("withdraw") : t(`action.${action}`);
  const [asked, setAsked] = useState<NeedAction | null>(null);
  const { isMoving, move } = useMoveNeed(need);
  const { next, others } = splitActions(need.actions);
  const [isMerging, setMerging] = useState(false);
  const mayMerge = useMay(need.scopeId)("need.triage") && MERGEABLE.has(need.state);
  const toTriage = () =>
    void navigate({ to: "/p/$scopeId/needs/$needId/triage", params: { scopeId, needId: need.id } });
  const begin = (action: NeedAction) => {
    // What a return says comes from what was found.
    if (action === "return") toTriage();
    else if (NEEDS_REASON.has(action)) setAsked(action);
    else void move(action).then((isDone) => (isDone && action === "begin_triage" ? toTriage() : undefined));
  };
  return (
    <>
      {next !== null && (
        <Button type="primary" loading={isMoving} onClick={() => begin(next)}>
          {t(`action.${next}`)}
        </Button>
      )}
      {(others.length > 0 || mayMerge) && (
        <Dropdown
          trigger={["click"]}
          menu={{
            items: [
              ...others.map((action) => ({ key: action as string, label: nameOf(action) })),
              ...(mayMerge ? [{ key: MERGE, label: t("mergeAction") }] : []),
            ],
            onClick: ({ key }) => (key === MERGE ? setMerging(true) : begin(key as NeedAction)),
          }}
        >
          <Button>{t("otherActions")}</Button>
        </Dropdown>
      )}
      {isMerging && <MergeDialog need={need} onClose={() => setMerging(false)} />}
      {asked !== null && (
        <ReasonDialog
          need={need}
          action={asked}
          name={nameOf(asked)}
          hint={asked === "close" && scopeId === need.enterpriseId ? s("withdrawReason") : t("reasonHint")}
          onSend={async (reason) => {
            if (await move(asked, reason)) setAsked(null);
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
