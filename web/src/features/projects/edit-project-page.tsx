import { ifMatch } from "@dual-high/client";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { App } from "antd";
import { api } from "../../data/api.ts";
import { useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { RecordForm } from "../../ui/record/record-form.tsx";
import { projectQuery } from "./data.ts";
import { changeOf, useProjectFields, valuesOf } from "./form-fields.ts";
import { projectsTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/projects/$projectId/edit");

export function EditProjectPage() {
  const t = useTexts(projectsTexts);
  const { scopeId, projectId } = route.useParams();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const project = useSuspenseQuery(projectQuery(projectId)).data;
  const fields = useProjectFields({ isNew: false });
  const back = () => void navigate({ to: "/p/$scopeId/projects/$projectId", params: { scopeId, projectId } });
  return (
    <Page title={t("editTitle", { number: project.number })} purpose={project.title}>
      <RecordForm
        draftName={`project:${projectId}`}
        fields={fields}
        held={{ values: valuesOf(project), version: project.version }}
        save={async (values, changed, version) => {
          const saved = await api.patch("/api/projects/{projectId}", {
            params: { path: { projectId }, header: ifMatch({ version }) },
            body: changeOf(values, changed),
          });
          queryClient.setQueryData(projectQuery(projectId).queryKey, saved);
          void queryClient.invalidateQueries({ queryKey: ["projects"] });
          void message.success(t("saved", { number: saved.number }));
          back();
        }}
        reload={async () => {
          const now = await queryClient.fetchQuery({ ...projectQuery(projectId), staleTime: 0 });
          return { values: valuesOf(now), version: now.version };
        }}
        onCancel={back}
      />
    </Page>
  );
}
