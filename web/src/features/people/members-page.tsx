import type { Schemas } from "@dual-high/client";
import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { ROLE_LABELS } from "../../frame/roles.ts";
import { useScopeId } from "../../frame/scopes.ts";
import { formatDay } from "../../text/format.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import { List } from "../../ui/list/list.tsx";
import type { Column } from "../../ui/list/types.ts";
import { Page } from "../../ui/page.tsx";
import { peopleTexts } from "./texts.ts";

type Member = Schemas["Member"];

export function MembersPage() {
  const t = useTexts(peopleTexts);
  const pick = usePick();
  const scopeId = useScopeId();
  const may = useMay(scopeId);
  const columns: readonly Column<Member>[] = [
    { key: "displayName", title: t("name"), text: (member) => member.displayName, width: 160 },
    { key: "login", title: t("login"), text: (member) => member.login, width: 220 },
    { key: "role", title: t("role"), text: (member) => pick(ROLE_LABELS[member.role]), width: 200 },
    { key: "state", title: t("state"), text: (member) => t(member.isDisabled ? "disabled" : "active"), width: 100 },
    { key: "grantedAt", title: t("since"), text: (member) => formatDay(member.grantedAt), width: 120 },
  ];
  return (
    <Page title={t("members")} purpose={t("membersPurpose")}>
      <List
        name="members"
        label={t("members")}
        queryKey={["members", scopeId]}
        fetchPage={async (query, signal) =>
          api.get("/api/scopes/{scopeId}/members", { params: { path: { scopeId }, query }, signal })
        }
        rowKey={(member) => `${member.userId}:${member.role}`}
        columns={columns}
        empty={{ title: t("noMembers"), text: t(may("member.invite") ? "noMembersText" : "noMembersTextReader") }}
      />
    </Page>
  );
}
