import type { Schemas } from "@dual-high/client";
import { useQuery } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { useAct } from "../../frame/act.tsx";
import { ROLE_LABELS, rolesOfKind } from "../../frame/roles.ts";
import { nameOfScope, useScope } from "../../frame/scopes.ts";
import { formatDay } from "../../text/format.ts";
import { useLanguage, usePick, useTexts } from "../../text/texts.ts";
import { List } from "../../ui/list/list.tsx";
import type { Column } from "../../ui/list/types.ts";
import { Page } from "../../ui/page.tsx";
import { InviteDialog, inviteTo } from "./invite-dialog.tsx";
import styles from "./people.module.css";
import { peopleTexts } from "./texts.ts";

type Member = Schemas["Member"];

export function MembersPage() {
  const t = useTexts(peopleTexts);
  const pick = usePick();
  const language = useLanguage();
  const scope = useScope();
  const scopeId = scope.id;
  const may = useMay(scopeId);
  const act = useAct();
  const { modal } = App.useApp();
  const [isInviting, setInviting] = useState(false);

  const columns: readonly Column<Member>[] = [
    { key: "displayName", isSortable: true, title: t("name"), text: (member) => member.displayName, width: 160 },
    { key: "role", isSortable: true, title: t("role"), text: (member) => pick(ROLE_LABELS[member.role]), width: 200 },
    { key: "login", title: t("login"), text: (member) => member.login, width: 220 },
    { key: "state", title: t("state"), text: (member) => t(member.isDisabled ? "disabled" : "active"), width: 100 },
    {
      key: "grantedAt",
      isSortable: true,
      title: t("since"),
      text: (member) => formatDay(member.grantedAt),
      width: 120,
    },
  ];
  const remove = (members: readonly Member[], clear: () => void) => {
    const names = members.map(({ displayName }) => displayName).join(language === "zh" ? "、" : ", ");
    modal.confirm({
      title: t("removeTitle", { names }),
      content: t("removeText"),
      okText: t("remove"),
      okButtonProps: { danger: true },
      cancelText: t("cancel"),
      onOk: async () => {
        await act({
          work: async () => {
            for (const { userId, role } of members) {
              const path = { scopeId, userId, role };
              await api.delete("/api/scopes/{scopeId}/members/{userId}/{role}", { params: { path } });
            }
          },
          done: t("removeDone", { names }),
          changes: [["members", scopeId]],
        });
        clear();
      },
    });
  };
  return (
    <Page
      title={t("members")}
      purpose={t("membersPurpose")}
      actions={
        may("member.invite") && (
          <Button type="primary" onClick={() => setInviting(true)}>
            {t("invite")}
          </Button>
        )
      }
    >
      <List
        name="members"
        label={t("members")}
        queryKey={["members", scopeId]}
        fetchPage={async (query, signal) =>
          api.get("/api/scopes/{scopeId}/members", { params: { path: { scopeId }, query }, signal })
        }
        filters={[
          {
            key: "role",
            label: t("role"),
            options: rolesOfKind(scope.kind).map((role) => ({ value: role, label: pick(ROLE_LABELS[role]) })),
          },
        ]}
        searchHint={t("usersSearch")}
        exportAddress={(format, query) => `/api/scopes/${scopeId}/members/export?format=${format}&${query}`}
        rowKey={(member) => `${member.userId}:${member.role}`}
        columns={columns}
        empty={{
          title: t("noMembers"),
          text: t(may("member.invite") ? "noMembersText" : "noMembersTextReader"),
        }}
        renderSelection={
          may("member.remove")
            ? (members, clear) => (
                <Button size="small" danger onClick={() => remove(members, clear)}>
                  {t("remove")}
                </Button>
              )
            : undefined
        }
      />
      {may("member.invite") && <Invitations scopeId={scopeId} />}
      {isInviting && (
        <InviteDialog
          scope={{ id: scopeId, name: nameOfScope(scope, language) }}
          roles={rolesOfKind(scope.kind)}
          send={async (draft) => inviteTo(scopeId, draft)}
          onClose={() => setInviting(false)}
        />
      )}
    </Page>
  );
}

function Invitations({ scopeId }: { scopeId: string }) {
  const t = useTexts(peopleTexts);
  const pick = usePick();
  const act = useAct();
  const { data } = useQuery({
    queryKey: ["invitations", scopeId],
    queryFn: async ({ signal }) =>
      api.get("/api/scopes/{scopeId}/invitations", { params: { path: { scopeId } }, signal }),
  });
  if (data === undefined) return null;
  const withdraw = async ({ id, displayName }: Schemas["Invitation"]) =>
    act({
      work: async () =>
        api.delete("/api/scopes/{scopeId}/invitations/{invitationId}", {
          params: { path: { scopeId, invitationId: id } },
        }),
      done: t("withdrawDone", { name: displayName }),
      changes: [["invitations", scopeId]],
    });
  return (
    <section className={styles["section"]}>
      <h2>{t("invitations")}</h2>
      {data.length === 0 && <p className={styles["soft"]}>{t("noInvitations")}</p>}
      <ul className={styles["lines"]}>
        {data.map((invitation) => (
          <li key={invitation.id}>
            <span>
              {invitation.displayName} · {invitation.login}
            </span>
            <span>{pick(ROLE_LABELS[invitation.role])}</span>
            <span className={styles["soft"]}>
              {t("until")} {formatDay(invitation.expiresAt)}
            </span>
            <Button size="small" onClick={() => void withdraw(invitation)}>
              {t("withdraw")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
