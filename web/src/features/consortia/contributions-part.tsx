import { Button } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { todayHere } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { orNull } from "../../ui/record/fields.ts";
import { amountText, percentOf, readAmount, typedAmount } from "./amounts.ts";
import styles from "./consortia.module.css";
import { type Consortium, type Contribution, CONTRIBUTION_KINDS, type ContributionKind } from "./data.ts";
import { FormDialog } from "../../ui/record/form-dialog.tsx";
import { TablePart } from "../../ui/record/table-part.tsx";
import { consortiaTexts } from "./texts.ts";
import { useChanges } from "./use-changes.ts";

/** What each member promised and what of it came; a delivery counts once somebody else confirmed it. */
export function ContributionsPart({ consortium }: { readonly consortium: Consortium }) {
  const t = useTexts(consortiaTexts);
  const language = useLanguage();
  const { header, path, settle, doAtOnce } = useChanges(consortium);
  const [isAdding, setAdding] = useState(false);
  const [delivering, setDelivering] = useState<Contribution | null>(null);
  const { contributionList, memberList, mayManage, id } = consortium;
  const present = memberList.filter(({ leftOn }) => leftOn === null);
  const say = (kind: ContributionKind, amount: string) => amountText(kind, amount, t, language);
  const leftOf = ({ promised, deliveries }: Contribution) =>
    deliveries.reduce((left, { quantity }) => left - BigInt(quantity), BigInt(promised));
  return (
    <>
      <TablePart
        title={t("contributions")}
        action={
          mayManage &&
          present.length > 0 && (
            <Button type="link" onClick={() => setAdding(true)}>
              {t("addContribution")}
            </Button>
          )
        }
        head={[
          t("contributionTitle"),
          t("memberName"),
          { figure: t("promised") },
          { figure: t("delivered") },
          t("dueOn"),
          t("todo"),
        ]}
      >
        {contributionList.map((one) => (
          <tr key={one.id}>
            <td>
              {one.title}
              <small>{t(`contribution.${one.kind}`)}</small>
            </td>
            <td>{one.memberName}</td>
            <td data-figure>{say(one.kind, one.promised)}</td>
            <td data-figure>
              {say(one.kind, one.delivered)}
              <small>{percentOf(one.delivered, one.promised)}%</small>
              {one.deliveries.map(({ id: deliveryId, quantity, deliveredOn, notedBy, confirmedBy, mayConfirm }) => (
                <small key={deliveryId}>
                  {deliveredOn} {say(one.kind, quantity)} · {notedBy.name} ·{" "}
                  {confirmedBy === null ? t("unconfirmed") : confirmedBy.name}{" "}
                  {mayConfirm && (
                    <Button
                      type="link"
                      size="small"
                      onClick={() =>
                        void doAtOnce(
                          async () =>
                            api.put("/api/consortia/{consortiumId}/deliveries/{deliveryId}/confirmation", {
                              params: { path: { ...path, deliveryId }, header },
                            }),
                          t("confirmed", { title: one.title }),
                        )
                      }
                    >
                      {t("confirm")}
                    </Button>
                  )}
                </small>
              ))}
            </td>
            <td className={one.isOverdue ? styles["late"] : undefined}>
              {one.dueOn ?? ""}
              {one.isOverdue && <small className={styles["late"]}>{t("overdue")}</small>}
            </td>
            <td>
              {mayManage && leftOf(one) > 0n && (
                <Button type="link" size="small" onClick={() => setDelivering(one)}>
                  {t("deliver")}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </TablePart>
      {isAdding && (
        <PromiseDialog
          consortiumId={id}
          members={present}
          save={async (body) => {
            const work = api.post("/api/consortia/{consortiumId}/contributions", { params: { path, header }, body });
            await settle(work, t("promiseSaved", { title: body.title }));
            setAdding(false);
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {delivering !== null && (
        <FormDialog
          title={t("deliverTitle", { title: delivering.title })}
          draftName={`consortium:${id}:delivery:${delivering.id}`}
          fields={[
            {
              key: "quantity",
              label: t("quantity"),
              kind: "text",
              isRequired: true,
              isShort: true,
              hint: t("quantityHint"),
              check: (text) => (readAmount(delivering.kind, text) === null ? t("quantityUnreadable") : null),
            },
            { key: "on", label: t("on"), kind: "day", isRequired: true },
            { key: "note", label: t("note"), kind: "text" },
          ]}
          initial={{ quantity: typedAmount(delivering.kind, leftOf(delivering)), on: todayHere(), note: "" }}
          submitLabel={t("deliver")}
          save={async ({ quantity = "", on = "", note = "" }) => {
            const params = { path: { ...path, contributionId: delivering.id }, header };
            const body = { quantity: readAmount(delivering.kind, quantity) ?? "", on, note };
            const work = api.post("/api/consortia/{consortiumId}/contributions/{contributionId}/deliveries", {
              params,
              body,
            });
            await settle(work, t("noted", { title: delivering.title }));
            setDelivering(null);
          }}
          onClose={() => setDelivering(null)}
        />
      )}
    </>
  );
}

interface Promised {
  readonly memberId: string;
  readonly kind: ContributionKind;
  readonly title: string;
  readonly promised: string;
  readonly dueOn: string | null;
}

interface PromiseDialogProps {
  readonly consortiumId: string;
  readonly members: readonly { readonly id: string; readonly name: string }[];
  readonly save: (promised: Promised) => Promise<void>;
  readonly onClose: () => void;
}

function PromiseDialog({ consortiumId, members, save, onClose }: PromiseDialogProps) {
  const t = useTexts(consortiaTexts);
  return (
    <FormDialog
      title={t("addContribution")}
      draftName={`consortium:${consortiumId}:promise`}
      fields={[
        {
          key: "memberId",
          label: t("memberName"),
          kind: "choice",
          isRequired: true,
          options: members.map(({ id: value, name }) => ({ value, label: name })),
        },
        {
          key: "kind",
          label: t("contributionKind"),
          kind: "choice",
          isShort: true,
          options: CONTRIBUTION_KINDS.map((value) => ({ value, label: t(`contribution.${value}`) })),
        },
        {
          key: "promised",
          label: t("promised"),
          kind: "text",
          isRequired: true,
          isShort: true,
          hint: t("quantityHint"),
          check: (text) => (readAmount("money", text) === null ? t("quantityUnreadable") : null),
        },
        { key: "title", label: t("contributionTitle"), kind: "text", isRequired: true },
        { key: "dueOn", label: t("dueOn"), kind: "day" },
      ]}
      initial={{ memberId: members[0]?.id ?? "", kind: "money", promised: "", title: "", dueOn: "" }}
      submitLabel={t("addContribution")}
      save={async ({ memberId = "", kind = "", promised = "", title = "", dueOn = "" }) => {
        const isKind = CONTRIBUTION_KINDS.find((each) => each === kind) ?? "money";
        // What is no amount of its kind is sent as it was typed: the server says which field it is.
        const amount = readAmount(isKind, promised) ?? promised;
        await save({ memberId, kind: isKind, promised: amount, title, dueOn: orNull(dueOn) });
      }}
      onClose={onClose}
    />
  );
}
