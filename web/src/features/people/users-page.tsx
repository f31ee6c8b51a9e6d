import type { Schemas } from "@dual-high/client";
import { api } from "../../data/api.ts";
import { ROLE_LABELS } from "../../frame/roles.ts";
import { formatDay } from "../../text/format.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import { List } from "../../ui/list/list.tsx";
import type { Column } from "../../ui/list/types.ts";
import { Page } from "../../ui/page.tsx";
import { peopleTexts } from "./texts.ts";

type User = Schemas["User"];

export function UsersPage() {
  const t = useTexts(peopleTexts);
  const pick = usePick();
  const columns: readonly Column<User>[] = [
    { key: "displayName", title: t("name"), text: (user) => user.displayName, width: 160 },
    { key: "login", title: t("login"), text: (user) => user.login, width: 200 },
    { key: "email", title: t("email"), text: (user) => user.email ?? "", width: 220 },
    {
      key: "roles",
      title: t("roles"),
      text: (user) => [...new Set(user.roles.map(({ role }) => pick(ROLE_LABELS[role])))].join(", "),
      width: 280,
    },
    { key: "state", title: t("state"), text: (user) => t(stateOf(user)), width: 100 },
    { key: "createdAt", title: t("createdAt"), text: (user) => formatDay(user.createdAt), width: 120 },
  ];
  return (
    <Page title={t("users")} purpose={t("usersPurpose")}>
      <List
        name="users"
        label={t("users")}
        queryKey={["users"]}
        fetchPage={async (query, signal) => api.get("/api/users", { params: { query }, signal })}
        rowKey={(user) => user.id}
        columns={columns}
        searchHint={t("usersSearch")}
        empty={{ title: t("noUsers"), text: t("noUsersText") }}
      />
    </Page>
  );
}

function stateOf(user: User): "erased" | "disabled" | "active" {
  if (user.erasedAt !== null) return "erased";
  return user.disabledAt === null ? "active" : "disabled";
}
