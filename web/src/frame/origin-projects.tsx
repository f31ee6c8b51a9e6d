import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api } from "../data/api.ts";
import { useMay } from "../data/me.ts";
import { defineTexts, useTexts } from "../text/texts.ts";

const texts = defineTexts("origin-projects", {
  title: { zh: "成果转化项目", en: "Transformation projects" },
  start: { zh: "由此立项", en: "Start a project from this" },
});

interface OriginProjectsProps {
  readonly scopeId: string;
  readonly kind: "need" | "achievement" | "challenge";
  readonly id: string;
  /** What a project of it is called at first. */
  readonly title: string;
  /** Whether one may begin now. */
  readonly isOpen: boolean;
}

/** The projects that came of a need, an achievement or an award, and the way to another. */
export function OriginProjects({ scopeId, kind, id, title, isOpen }: OriginProjectsProps) {
  const t = useTexts(texts);
  const may = useMay(scopeId);
  const projects =
    useQuery({
      queryKey: ["projects", scopeId, "of", id],
      queryFn: async () =>
        api.get("/api/scopes/{scopeId}/projects", {
          params: { path: { scopeId }, query: { originId: id, limit: 20 } },
        }),
      enabled: may("project.read"),
    }).data?.items ?? [];
  const mayStart = isOpen && may("project.write");
  if (projects.length === 0 && !mayStart) return null;
  return (
    <section>
      <h2 style={{ fontSize: "var(--type-lead)" }}>{t("title")}</h2>
      {projects.map((project) => (
        <p key={project.id}>
          <Link to="/p/$scopeId/projects/$projectId" params={{ scopeId, projectId: project.id }}>
            {project.number} {project.title}
          </Link>
        </p>
      ))}
      {mayStart && (
        <p>
          <Link to="/p/$scopeId/projects/new" params={{ scopeId }} search={{ [kind]: id, title } as never}>
            {t("start")}
          </Link>
        </p>
      )}
    </section>
  );
}
