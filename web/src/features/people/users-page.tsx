import type { Schemas } from "@dual-high/client";
import { Button } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { ROLE_LABELS, rolesOfKind } from "../../frame/roles.ts";
import { SCOPE_KIND_LABELS } from "../../frame/scopes.ts";
import { formatDay } from "../../text/format.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import { List } from "../../ui/list/list.tsx";
import type { Column } from "../../ui/list/types.ts";
import { Page } from "../../ui/page.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { peopleTexts } from "./texts.ts";
import { stateOf } from "./user-state.ts";

type User = Schemas["User"];

export function UsersPage() {
  const t = useTexts(peopleTexts);
  const pick = usePick();
  const may = useMay();
  const [isAppointing, setAppointing] = useState(false);
  const columns: readonly Column<User>[] = [
    { key: "displayName", isSortable: true, title: t("name"), text: (user) => user.displayName, width: 160 },
    { key: "login", isSortable: true, title: t("login"), text: (user) => user.login, width: 200 },
    { key: "email", title: t("email"), text: (user) => user.email ?? "", width: 220 },
    {
      key: "roles",
      title: t("roles"),
      text: (user) => [...new Set(user.roles.map(({ role }) => pick(ROLE_LABELS[role])))].join(", "),
      width: 280,
    },
    { key: "state", title: t("state"), text: (user) => t(stateOf(user)), width: 100 },
    {
      key: "createdAt",
      isSortable: true,
      title: t("createdAt"),
      text: (user) => formatDay(user.createdAt),
      width: 120,
    },
  ];
  return (
    <Page
      title={t("users")}
      purpose={t("usersPurpose")}
      actions={
        may("admin.appoint") && (
          <Button type="primary" onClick={() => setAppointing(true)}>
            {t("administrators")}
          </Button>
        )
      }
    >
      <List
        name="users"
        label={t("users")}
        queryKey={["users"]}
        fetchPage={async (query, signal) => api.get("/api/users", { params: { query }, signal })}
        rowKey={(user) => user.id}
        columns={columns}
        filters={[
          {
            key: "state",
            label: t("state"),
            options: (["active", "disabled", "erased"] as const).map((value) => ({ value, label: t(value) })),
          },
        ]}
        exportAddress={(format, query) => `/api/users/export?format=${format}&${query}`}
        searchHint={t("usersSearch")}
        addressOf={(user) => `/users/${user.id}`}
        empty={{ title: t("noUsers"), text: t("noUsersText") }}
      />
      {isAppointing && (
        <InviteDialog
          scope={{ id: "system", name: pick(SCOPE_KIND_LABELS.system) }}
          roles={rolesOfKind("system")}
          send={async (draft) => api.post("/api/administrators", { body: draft as never })}
          onClose={() => setAppointing(false)}
        />
      )}
    </Page>
  );
}
