import { Button } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { useEnterpriseAccountFields } from "../../frame/enterprise-accounts.ts";
import { todayHere } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { orNull } from "../../ui/record/fields.ts";
import styles from "./consortia.module.css";
import { type Consortium, type Member, MEMBER_KINDS, type MemberKind } from "./data.ts";
import { FormDialog } from "../../ui/record/form-dialog.tsx";
import { TablePart } from "../../ui/record/table-part.tsx";
import { consortiaTexts } from "./texts.ts";
import { useChanges } from "./use-changes.ts";

/** Who is in it, who leads, and who left with what. */
export function MembersPart({ consortium }: { readonly consortium: Consortium }) {
  const t = useTexts(consortiaTexts);
  const { header, path, settle, doAtOnce } = useChanges(consortium);
  const [isAdding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Member | null>(null);
  const [opening, setOpening] = useState<Member | null>(null);
  const may = useMay(consortium.scopeId);
  const fields = useEnterpriseAccountFields(consortium.scopeId);
  const accounts = may("consortium.create") ? fields : [];
  const { memberList, mayManage, id } = consortium;
  return (
    <>
      <TablePart
        title={t("members")}
        action={
          mayManage && (
            <Button type="link" onClick={() => setAdding(true)}>
              {t("addMember")}
            </Button>
          )
        }
        head={[t("memberName"), t("memberKind"), t("representative"), t("enteredOn"), t("todo")]}
      >
        {memberList.map((member) => (
          <tr key={member.id} data-gone={member.leftOn !== null || undefined}>
            <td>
              {member.name}
              {member.isLead && <small>{t("leads")}</small>}
              {member.enterpriseId !== null && member.leftOn === null && <small>{t("accountOpen")}</small>}
              {member.leftOn !== null && (
                <small>
                  {t("left", { on: member.leftOn })} · {t("agreedBy")} {member.exitAgreedBy}
                  {member.keeps !== "" && ` · ${t("keeps")}：${member.keeps}`}
                </small>
              )}
            </td>
            <td>{t(`kind.${member.kind}`)}</td>
            <td>{member.representative}</td>
            <td>
              {member.enteredOn}
              {member.entryAgreedBy !== "" && <small>{member.entryAgreedBy}</small>}
            </td>
            <td>
              {member.leftOn === null && (
                <span className={styles["acts"]}>
                  {member.kind === "enterprise" &&
                    accounts.length > 0 &&
                    (mayManage || member.enterpriseId !== null) && (
                      <Button type="link" size="small" onClick={() => setOpening(member)}>
                        {t("account")}
                      </Button>
                    )}
                  {mayManage && !member.isLead && (
                    <>
                      <Button
                        type="link"
                        size="small"
                        onClick={() =>
                          void doAtOnce(
                            async () =>
                              api.put("/api/consortia/{consortiumId}/lead", {
                                params: { path, header },
                                body: { memberId: member.id },
                              }),
                            t("leadNow", { name: member.name }),
                          )
                        }
                      >
                        {t("makeLead")}
                      </Button>
                      <Button type="link" size="small" onClick={() => setLeaving(member)}>
                        {t("exit")}
                      </Button>
                    </>
                  )}
                </span>
              )}
            </td>
          </tr>
        ))}
      </TablePart>
      {isAdding && (
        <FormDialog
          title={t("addMember")}
          draftName={`consortium:${id}:member`}
          fields={[
            { key: "name", label: t("memberName"), kind: "text", isRequired: true },
            {
              key: "kind",
              label: t("memberKind"),
              kind: "choice",
              isShort: true,
              options: MEMBER_KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
            },
            { key: "enteredOn", label: t("enteredOn"), kind: "day", isRequired: true },
            { key: "representative", label: t("representative"), kind: "text", isShort: true },
            { key: "creditCode", label: t("creditCode"), kind: "text", isShort: true },
            ...accounts,
            { key: "agreedBy", label: t("agreedBy"), kind: "text" },
          ]}
          initial={{
            name: "",
            kind: "enterprise",
            enteredOn: todayHere(),
            representative: "",
            creditCode: "",
            enterpriseId: "",
            agreedBy: "",
          }}
          submitLabel={t("addMember")}
          save={async ({ name = "", kind, enteredOn = "", representative = "", creditCode = "", ...more }) => {
            const { agreedBy = "", enterpriseId = "" } = more;
            const body = {
              name,
              enterpriseId: orNull(enterpriseId),
              kind: kind as MemberKind,
              enteredOn,
              representative,
              agreedBy,
              creditCode: orNull(creditCode),
            };
            const params = { path, header };
            await settle(api.post("/api/consortia/{consortiumId}/members", { params, body }), t("memberIn", { name }));
            setAdding(false);
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {opening !== null && (
        <FormDialog
          title={t("accountTitle", { name: opening.name })}
          draftName={`consortium:${id}:account:${opening.id}`}
          fields={accounts}
          initial={{ enterpriseId: opening.enterpriseId ?? "" }}
          submitLabel={t("save")}
          save={async ({ enterpriseId = "" }) => {
            const params = { path: { ...path, memberId: opening.id }, header };
            const body = { enterpriseId: orNull(enterpriseId) };
            const work = api.put("/api/consortia/{consortiumId}/members/{memberId}/account", { params, body });
            await settle(work, t("accountSaved", { name: opening.name }));
            setOpening(null);
          }}
          onClose={() => setOpening(null)}
        />
      )}
      {leaving !== null && (
        <FormDialog
          title={t("exitTitle", { name: leaving.name })}
          draftName={`consortium:${id}:exit:${leaving.id}`}
          fields={[
            { key: "on", label: t("exitOn"), kind: "day", isRequired: true },
            { key: "agreedBy", label: t("agreedBy"), kind: "text", isRequired: true },
            { key: "keeps", label: t("keeps"), kind: "prose", hint: t("keepsHint") },
          ]}
          initial={{ on: todayHere(), agreedBy: "", keeps: "" }}
          submitLabel={t("exit")}
          save={async ({ on = "", agreedBy = "", keeps = "" }) => {
            const params = { path: { ...path, memberId: leaving.id }, header };
            const body = { on, agreedBy, keeps };
            const work = api.post("/api/consortia/{consortiumId}/members/{memberId}/exit", { params, body });
            await settle(work, t("memberOut", { name: leaving.name }));
            setLeaving(null);
          }}
          onClose={() => setLeaving(null)}
        />
      )}
    </>
  );
}
