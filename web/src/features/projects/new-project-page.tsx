import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { App } from "antd";
import { api } from "../../data/api.ts";
import { useScopeId } from "../../frame/scopes.ts";
import { useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { RecordForm } from "../../ui/record/record-form.tsx";
import { projectQuery } from "./data.ts";
import { draftOf, EMPTY, useProjectFields } from "./form-fields.ts";
import { projectsTexts } from "./texts.ts";

const KINDS = ["need", "achievement", "challenge"] as const;

/** Where it comes from stands in the address: `?need=ID&title=...`. */
function originIn(search: Readonly<Record<string, unknown>>) {
  for (const kind of KINDS) {
    const id = search[kind];
    if (typeof id === "string" && id !== "") return { kind, id };
  }
  return null;
}

export function NewProjectPage() {
  const t = useTexts(projectsTexts);
  const scopeId = useScopeId();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const fields = useProjectFields({ isNew: true });
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const origin = originIn(search);
  const title = typeof search["title"] === "string" ? search["title"] : "";
  return (
    <Page title={t("add")} purpose={t("addPurpose")}>
      <RecordForm
        draftName={`project:new:${scopeId}:${origin?.id ?? ""}`}
        fields={fields}
        held={{ values: { ...EMPTY, title }, version: 0 }}
        isNew
        save={async (values) => {
          const made = await api.post("/api/scopes/{scopeId}/projects", {
            params: { path: { scopeId } },
            body: { ...draftOf(values), origin },
          });
          queryClient.setQueryData(projectQuery(made.id).queryKey, made);
          void queryClient.invalidateQueries({ queryKey: ["projects", scopeId] });
          void message.success(t("saved", { number: made.number }));
          await navigate({ to: "/p/$scopeId/projects/$projectId", params: { scopeId, projectId: made.id } });
        }}
        onCancel={() => void navigate({ to: "/p/$scopeId/projects", params: { scopeId } })}
      />
    </Page>
  );
}
