import { useNavigate, useSearch } from "@tanstack/react-router";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { App, Checkbox } from "antd";
import { useState } from "react";
import type { Schemas } from "@dual-high/client";
import { api } from "../../data/api.ts";
import { useMe } from "../../data/me.ts";
import { useScopeId } from "../../frame/scopes.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { Page } from "../../ui/page.tsx";
import type { FieldSpec } from "../../ui/record/fields.ts";
import { RecordForm } from "../../ui/record/record-form.tsx";
import { LiveClarity, useOwnNeedFields } from "./need-form.tsx";
import styles from "./needs.module.css";
import { copiedNeedQuery, needOfficesQuery, needQuery } from "./queries.ts";
import { copyOf, draftOf, EMPTY_NEED, firstOffice, type NeedValues } from "./rules.ts";
import { stateTexts } from "./state-texts.ts";
import { visibilityTexts } from "./visibility-texts.ts";

type Offices = Schemas["NeedOffices"];
type StatedValues = NeedValues & { readonly officeId: string };

/** An enterprise states what it needs, where a pair office can take it. */
export function StateNeedPage() {
  const t = useTexts(stateTexts);
  const language = useLanguage();
  const scopeId = useScopeId();
  const { offices, seat } = useSuspenseQuery(needOfficesQuery(scopeId)).data;
  if (offices.length > 0) return <StateNeed offices={offices} />;
  return (
    <Page
      title={t("state")}
      purpose={t("noOffice")}
      isColumn
      actions={<LinkButton to={`/p/${scopeId}/needs`}>{t("toNeeds")}</LinkButton>}
    >
      <p>{seat === null ? t("noSeat") : t("noPair", { seat: seat[language] })}</p>
    </Page>
  );
}

function StateNeed({ offices }: { readonly offices: Offices["offices"] }) {
  const t = useTexts(stateTexts);
  const v = useTexts(visibilityTexts);
  const language = useLanguage();
  const scopeId = useScopeId();
  const me = useMe();
  const { from } = useSearch({ strict: false }) as { readonly from?: string };
  const copied = useSuspenseQuery(copiedNeedQuery(from)).data;
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const needFields = useOwnNeedFields();
  const officeFields = useOfficeFields(offices);
  const [isRestricted, setRestricted] = useState(copied?.visibility === "restricted");
  const nameOf = (officeId: string) => offices.find(({ id }) => id === officeId)?.name[language] ?? "";
  const first = firstOffice(offices, copied);
  const values = copied === null ? { ...EMPTY_NEED, contactName: me.displayName } : copyOf(copied);
  const saveAs = (isSubmitted: boolean) => async (typed: StatedValues) => {
    const { officeId } = typed;
    const need = await api.post("/api/scopes/{scopeId}/needs", {
      params: {
        path: { scopeId },
        query: { submit: isSubmitted ? "true" : "false", visibility: isRestricted ? "restricted" : "pair", officeId },
      },
      body: draftOf(typed),
    });
    queryClient.setQueryData(needQuery(need.id).queryKey, need);
    void queryClient.invalidateQueries({ queryKey: ["needs", scopeId] });
    void message.success(t(isSubmitted ? "handedIn" : "keptDraft", { number: need.number, office: nameOf(officeId) }));
    await navigate({ to: "/p/$scopeId/needs/$needId", params: { scopeId, needId: need.id } });
  };
  return (
    <Page title={t("state")} purpose={copied === null ? t("purpose") : t("copyPurpose", { number: copied.number })}>
      <RecordForm<StatedValues>
        draftName={`need:new:${scopeId}${from === undefined ? "" : `:${from}`}`}
        fields={[...needFields, ...officeFields] as readonly FieldSpec<StatedValues>[]}
        held={{ values: { ...values, officeId: first }, version: 0 }}
        isNew
        submitLabel={t("handIn")}
        save={saveAs(true)}
        otherwise={{ label: t("keepDraft"), save: saveAs(false) }}
        onCancel={() => void navigate({ to: "/p/$scopeId/needs", params: { scopeId } })}
        renderAside={(typed) => (
          <>
            <LiveClarity scopeId={scopeId} values={typed} isOwn />
            <p className={styles["origin"]}>
              {typed.officeId === "" ? t("goesToOne") : t("goesTo", { office: nameOf(typed.officeId) })}
            </p>
            <p>
              <Checkbox checked={isRestricted} onChange={(event) => setRestricted(event.target.checked)}>
                {v("newRestricted")}
              </Checkbox>
            </p>
            {isRestricted && <p className={styles["origin"]}>{t("restrictedHint")}</p>}
          </>
        )}
      />
    </Page>
  );
}

function useOfficeFields(offices: Offices["offices"]): readonly FieldSpec<StatedValues>[] {
  const t = useTexts(stateTexts);
  const language = useLanguage();
  if (offices.length === 1) return [];
  return [
    {
      key: "officeId",
      label: t("office"),
      hint: t("officeHint"),
      kind: "choice",
      isRequired: true,
      options: offices.map(({ id, name }) => ({ value: id, label: name[language] })),
    },
  ];
}
