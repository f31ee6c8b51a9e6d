import { formatYuan } from "@dual-high/kernel";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useState } from "react";
import { download } from "../../data/download.ts";
import { useAct } from "../../frame/act.tsx";
import { percentText } from "../../text/amounts.ts";
import { formatFen } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { PathLink } from "../../ui/path-link.tsx";
import { Facts } from "../../ui/record/facts.tsx";
import { PageSkeleton } from "../../ui/skeleton.tsx";
import { type CommitmentAct, CommitmentDialog } from "./commitment-dialogs.tsx";
import { type Commitment, commitmentsQuery, fundQuery, type Tranche } from "./data.ts";
import { FundFrame } from "./fund-frame.tsx";
import styles from "./funds.module.css";
import { TablePart } from "../../ui/record/table-part.tsx";
import { fundsTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/funds/$fundId/commitments");

/** What the fund promised to projects: each with its tranches, what became of the money, and what can be done. */
export function CommitmentsPage() {
  const t = useTexts(fundsTexts);
  const { fundId } = route.useParams();
  const act = useAct();
  const { data } = useQuery(commitmentsQuery(fundId));
  return (
    <FundFrame
      fundId={fundId}
      renderActions={() =>
        data !== undefined &&
        data.length > 0 && (
          <Button
            onClick={() =>
              void act({
                work: async () => download(`/api/funds/${fundId}/commitments/export?format=xlsx`),
                done: (name) => name,
              })
            }
          >
            {t("exportWorkbook")}
          </Button>
        )
      }
    >
      {() => (
        <>
          {data === undefined && <PageSkeleton lines={8} />}
          {data?.length === 0 && <p className={styles["soft"]}>{t("noCommitments")}</p>}
          {data?.map((commitment) => (
            <CommitmentCard key={commitment.id} commitment={commitment} />
          ))}
        </>
      )}
    </FundFrame>
  );
}

function CommitmentCard({ commitment }: { readonly commitment: Commitment }) {
  const t = useTexts(fundsTexts);
  const language = useLanguage();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const { scopeId } = route.useParams();
  const [open, setOpen] = useState<CommitmentAct | null>(null);
  const { title, applicationId, applicationNumber, projectId, projectScopeId, conversion, writeOffs } = commitment;
  const take = (next: Commitment, done: string) => {
    queryClient.setQueryData(commitmentsQuery(next.fundId).queryKey, (held) =>
      held?.map((each) => (each.id === next.id ? next : each)),
    );
    void queryClient.invalidateQueries({ queryKey: fundQuery(next.fundId).queryKey });
    void queryClient.invalidateQueries({ queryKey: ["funds"], predicate: ({ queryKey }) => queryKey[1] !== "one" });
    void message.success(done);
    setOpen(null);
  };
  const acts = [
    ["return", commitment.mayReturn],
    ["convert", commitment.mayConvert],
    ["transfer", commitment.mayTransfer],
    ["writeOff", commitment.mayWriteOff],
    ["close", commitment.mayClose],
  ] as const;
  return (
    <article className={styles["commitment"]} aria-label={title}>
      <h2>
        <PathLink to={`/p/${scopeId}/fund-applications/${applicationId}`}>{title}</PathLink>
      </h2>
      <Facts
        facts={[
          { label: t("number"), value: applicationNumber },
          { label: t("applicant"), value: commitment.applicant },
          {
            label: t("project"),
            value:
              projectId === null ? null : (
                <PathLink to={`/p/${projectScopeId ?? scopeId}/projects/${projectId}`}>{t("project")}</PathLink>
              ),
          },
          { label: t("aid"), value: t(`aid.${commitment.kind}`) },
          { label: t("stage"), value: t(`stage.${commitment.stage}`) },
          { label: t("projectCommitted"), value: formatFen(commitment.amountFen, language) },
          { label: t("paidOut"), value: formatFen(commitment.paidFen, language) },
          {
            label: t("held"),
            value: commitment.heldFen === "0" ? null : formatFen(commitment.heldFen, language),
          },
          {
            label: t("returned"),
            value: commitment.returnedFen === "0" ? null : formatFen(commitment.returnedFen, language),
          },
          {
            label: t("released"),
            value: commitment.releasedFen === "0" ? null : formatFen(commitment.releasedFen, language),
          },
        ]}
      />
      {commitment.terms !== null && conversion === null && <Terms terms={commitment.terms} />}
      {conversion !== null && (
        <p>
          {t("conversionLine", {
            on: conversion.on,
            event: conversion.event,
            fund: percentText(conversion.fundShareBp),
            team: percentText(conversion.teamShareBp),
          })}
        </p>
      )}
      {conversion !== null && conversion.lockedUntil !== null && (
        <p className={styles["soft"]}>
          {t("sharesLine", { held: percentText(conversion.teamHeldBp), until: conversion.lockedUntil })}
        </p>
      )}
      {conversion?.transfers.map(({ id, on, shareBp, recipient }) => (
        <p key={id}>
          {t("transferLine", { on, share: percentText(shareBp), recipient })}
          {commitment.mayTransfer && (
            <Button
              type="link"
              size="small"
              aria-label={t("transferUndoTitle", { recipient })}
              onClick={() => setOpen({ kind: "transferBack", transferId: id, recipient })}
            >
              {t("transferUndo")}
            </Button>
          )}
        </p>
      ))}
      {commitment.closedOn !== null && (
        <p className={styles["soft"]}>
          {t("closedLine", { on: commitment.closedOn, reason: commitment.closedReason ?? "" })}
        </p>
      )}
      <Tranches commitment={commitment} onPay={(tranche) => setOpen({ kind: "pay", tranche })} />
      {writeOffs.map(({ id, amountFen, reason, proposedBy, approvedBy, dropped, isReversed, ...may }) => (
        <p key={id}>
          {t("writeOffLine", { amount: formatYuan(amountFen), reason, by: proposedBy.name })}{" "}
          {approvedBy !== null && t("approvedBy", { name: approvedBy.name })}
          {isReversed && ` · ${t("writeOffReversed")}`}
          {dropped !== null &&
            ` · ${t(`writeOffDropped.${dropped.as}`, { name: dropped.by.name, reason: dropped.reason })}`}
          {may.mayApprove && (
            <>
              <Button type="link" size="small" onClick={() => setOpen({ kind: "approve", writeOffId: id })}>
                {t("approveWriteOff")}
              </Button>
              <Button type="link" size="small" onClick={() => setOpen({ kind: "refusal", writeOffId: id })}>
                {t("writeOff.refusal")}
              </Button>
            </>
          )}
          {may.mayWithdraw && (
            <Button type="link" size="small" onClick={() => setOpen({ kind: "withdrawal", writeOffId: id })}>
              {t("writeOff.withdrawal")}
            </Button>
          )}
        </p>
      ))}
      <div className={styles["acts"]}>
        {acts.map(
          ([kind, may]) =>
            may && (
              <Button key={kind} aria-label={`${t(kind)} · ${title}`} onClick={() => setOpen({ kind })}>
                {t(kind)}
              </Button>
            ),
        )}
      </div>
      {open !== null && (
        <CommitmentDialog commitment={commitment} act={open} onDone={take} onClose={() => setOpen(null)} />
      )}
    </article>
  );
}

/** What a grant becomes equity on, as long as it has not. */
function Terms({ terms }: { readonly terms: NonNullable<Commitment["terms"]> }) {
  const t = useTexts(fundsTexts);
  return (
    <Facts
      facts={[
        { label: t("trigger"), value: [t(`trigger.${terms.trigger}`), terms.triggerOn].filter(Boolean).join(" ") },
        { label: t("triggerText"), value: terms.triggerText, isLong: true },
        { label: t("valuation"), value: terms.valuation, isLong: true },
        { label: t("discount"), value: `${percentText(terms.discountBp ?? 0)}%` },
        { label: t("teamShare"), value: `${percentText(terms.teamShareBp)}%` },
        { label: t("lockedUntil"), value: terms.lockedUntil },
      ]}
    />
  );
}

interface TranchesProps {
  readonly commitment: Commitment;
  readonly onPay: (tranche: Tranche) => void;
}

function Tranches({ commitment, onPay }: TranchesProps) {
  const t = useTexts(fundsTexts);
  return (
    <TablePart
      title={t("tranches")}
      head={[t("tranches"), { figure: t("amountYuan") }, t("plannedOn"), t("gate"), t("state"), t("pay")]}
    >
      {commitment.tranches.map((tranche) => (
        <tr key={tranche.id}>
          <td>{t("tranche", { position: tranche.position })}</td>
          <td data-figure>{formatYuan(tranche.amountFen)}</td>
          <td data-day>{tranche.plannedOn}</td>
          <td>{tranche.gate === null ? "" : t(`stage.${tranche.gate}`)}</td>
          <td>
            {t(`tranche.${tranche.state}`)}
            {tranche.paidOn !== null && <small>{tranche.paidOn}</small>}
          </td>
          <td>
            {tranche.mayPay && (
              <Button
                type="link"
                size="small"
                aria-label={t("payTitle", { title: commitment.title, position: tranche.position })}
                onClick={() => onPay(tranche)}
              >
                {t("pay")}
              </Button>
            )}
          </td>
        </tr>
      ))}
    </TablePart>
  );
}
