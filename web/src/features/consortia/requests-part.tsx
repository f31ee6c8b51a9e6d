import { Button } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useScope } from "../../frame/scopes.ts";
import { formatDay, todayHere } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { FormDialog } from "../../ui/record/form-dialog.tsx";
import { TablePart } from "../../ui/record/table-part.tsx";
import styles from "./consortia.module.css";
import { type Consortium, MEMBER_KINDS, type MemberKind, type Request } from "./data.ts";
import { consortiaTexts } from "./texts.ts";
import { useChanges } from "./use-changes.ts";

type Asked =
  | { readonly what: "entry" }
  | { readonly what: "exit" }
  | { readonly what: "grant" | "decline"; readonly request: Request };

/** Who asks to enter or to leave, and what was decided; shown once there is something to show or to ask. */
export function RequestsPart({ consortium }: { readonly consortium: Consortium }) {
  const t = useTexts(consortiaTexts);
  const { id: scopeId, kind } = useScope();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { path, doAtOnce } = useChanges(consortium);
  const withdraw = async ({ id: requestId, name }: Request) =>
    doAtOnce(
      async () =>
        api.post("/api/consortia/{consortiumId}/requests/{requestId}/withdrawal", {
          params: { path: { ...path, requestId } },
        }),
      t("requestWithdrawn", { name }),
    );
  const { requestList, mayAsk, mayManage, memberList } = consortium;
  // An enterprise asks to leave for itself; an office for whichever member comes to it.
  const isTheirs = (enterpriseId: string | null) => kind !== "enterprise" || enterpriseId === scopeId;
  const present = memberList.filter(
    ({ leftOn, isLead, enterpriseId }) => leftOn === null && !isLead && isTheirs(enterpriseId),
  );
  // Who may let members in and out has no need to ask.
  const mayOnlyAsk = mayAsk && !mayManage;
  if (requestList.length === 0 && !mayOnlyAsk) return null;
  return (
    <>
      <TablePart
        title={t("requests")}
        action={
          mayOnlyAsk && (
            <span className={styles["acts"]}>
              <Button type="link" onClick={() => setAsked({ what: "entry" })}>
                {t("askEntry")}
              </Button>
              {present.length > 0 && (
                <Button type="link" onClick={() => setAsked({ what: "exit" })}>
                  {t("askExit")}
                </Button>
              )}
            </span>
          )
        }
        head={[t("memberName"), t("requestReason"), t("askedBy"), t("state"), t("todo")]}
      >
        {requestList.map((request) => (
          <tr key={request.id} data-gone={request.state !== "asked" || undefined}>
            <td>
              {request.name}
              <small>{t(`request.${request.kind}`)}</small>
            </td>
            <td>{request.reason}</td>
            <td>{t("by", { name: request.askedBy.name, on: formatDay(request.askedAt) })}</td>
            <td>
              {t(`requestState.${request.state}`)}
              {request.decidedBy !== null && (
                <small>{t("by", { name: request.decidedBy.name, on: formatDay(request.decidedAt ?? "") })}</small>
              )}
              {request.withdrawnBy !== null && (
                <small>{t("by", { name: request.withdrawnBy.name, on: formatDay(request.withdrawnAt ?? "") })}</small>
              )}
              {request.answer !== "" && <small>{request.answer}</small>}
            </td>
            <td>
              <span className={styles["acts"]}>
                {request.mayDecide && (
                  <>
                    <Button type="link" size="small" onClick={() => setAsked({ what: "grant", request })}>
                      {t("grant")}
                    </Button>
                    <Button type="link" size="small" onClick={() => setAsked({ what: "decline", request })}>
                      {t("decline")}
                    </Button>
                  </>
                )}
                {request.mayWithdraw && (
                  <Button type="link" size="small" onClick={() => void withdraw(request)}>
                    {t("withdraw")}
                  </Button>
                )}
              </span>
            </td>
          </tr>
        ))}
      </TablePart>
      {(asked?.what === "entry" || asked?.what === "exit") && (
        <AskDialog consortium={consortium} kind={asked.what} members={present} onClose={() => setAsked(null)} />
      )}
      {(asked?.what === "grant" || asked?.what === "decline") && (
        <DecideDialog
          consortium={consortium}
          request={asked.request}
          isGranted={asked.what === "grant"}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

interface AskDialogProps {
  readonly consortium: Consortium;
  readonly kind: Request["kind"];
  readonly members: Consortium["memberList"];
  readonly onClose: () => void;
}

function AskDialog({ consortium, kind, members, onClose }: AskDialogProps) {
  const t = useTexts(consortiaTexts);
  const { path, settle } = useChanges(consortium);
  const isEntry = kind === "entry";
  return (
    <FormDialog
      title={t(isEntry ? "askEntry" : "askExit")}
      draftName={`consortium:${consortium.id}:ask:${kind}`}
      fields={[
        ...(isEntry
          ? [
              { key: "name", label: t("memberName"), kind: "text" as const, isRequired: true },
              {
                key: "memberKind",
                label: t("memberKind"),
                kind: "choice" as const,
                isShort: true,
                options: MEMBER_KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
              },
              { key: "representative", label: t("representative"), kind: "text" as const, isShort: true },
            ]
          : [
              {
                key: "memberId",
                label: t("memberName"),
                kind: "choice" as const,
                isRequired: true,
                options: members.map(({ id, name }) => ({ value: id, label: name })),
              },
            ]),
        { key: "reason", label: t("requestReason"), kind: "prose", isRequired: true },
      ]}
      initial={{
        name: "",
        memberKind: "enterprise",
        representative: "",
        memberId: members[0]?.id ?? "",
        reason: "",
      }}
      submitLabel={t(isEntry ? "askEntry" : "askExit")}
      save={async ({ name = "", memberKind, representative = "", memberId = "", reason = "" }) => {
        const body = isEntry
          ? ({ kind: "entry", name, memberKind: memberKind as MemberKind, representative, reason } as const)
          : ({ kind: "exit", memberId, reason } as const);
        await settle(api.post("/api/consortia/{consortiumId}/requests", { params: { path }, body }), t("askSent"));
        onClose();
      }}
      onClose={onClose}
    />
  );
}

interface DecideDialogProps {
  readonly consortium: Consortium;
  readonly request: Request;
  readonly isGranted: boolean;
  readonly onClose: () => void;
}

function DecideDialog({ consortium, request, isGranted, onClose }: DecideDialogProps) {
  const t = useTexts(consortiaTexts);
  const { header, path, settle } = useChanges(consortium);
  const { id, kind, name } = request;
  return (
    <FormDialog
      title={`${t(isGranted ? "grant" : "decline")}：${name} · ${t(`request.${kind}`)}`}
      draftName={`consortium:${consortium.id}:request:${id}`}
      fields={
        isGranted
          ? [
              { key: "on", label: t(kind === "entry" ? "enteredOn" : "exitOn"), kind: "day", isRequired: true },
              { key: "agreedBy", label: t("agreedBy"), kind: "text", isRequired: kind === "exit" },
              ...(kind === "exit"
                ? [{ key: "keeps", label: t("keeps"), kind: "prose" as const, hint: t("keepsHint") }]
                : []),
            ]
          : [{ key: "answer", label: t("answer"), kind: "prose", isRequired: true }]
      }
      initial={{ on: todayHere(), agreedBy: "", keeps: "", answer: "" }}
      submitLabel={t(isGranted ? "grant" : "decline")}
      save={async ({ on = "", agreedBy = "", keeps = "", answer = "" }) => {
        const params = { path: { ...path, requestId: id }, header };
        const body = { isGranted, on, agreedBy, keeps, answer };
        await settle(
          api.post("/api/consortia/{consortiumId}/requests/{requestId}/decision", { params, body }),
          t("requestDecided", { name }),
        );
        onClose();
      }}
      onClose={onClose}
    />
  );
}
