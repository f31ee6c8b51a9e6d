import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Page, RecordKinds } from "../../frame/feature.ts";
import { scopeRoute } from "../../frame/routes.tsx";
import { projectQuery } from "./data.ts";

const projectsRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "projects",
  component: lazyRouteComponent(() => import("./projects-page.tsx"), "ProjectsPage"),
});

const newProjectRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "projects/new",
  component: lazyRouteComponent(() => import("./new-project-page.tsx"), "NewProjectPage"),
});

const projectRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "projects/$projectId",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(projectQuery(params.projectId)),
  component: lazyRouteComponent(() => import("./project-page.tsx"), "ProjectPage"),
});

const editProjectRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "projects/$projectId/edit",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(projectQuery(params.projectId)),
  component: lazyRouteComponent(() => import("./edit-project-page.tsx"), "EditProjectPage"),
});

export const projectsRoutes = { scope: [projectsRoute, newProjectRoute, projectRoute, editProjectRoute] } as const;

export const projectsPages: readonly Page[] = [
  {
    key: "projects",
    label: { zh: "项目", en: "Projects" },
    to: "/p/$scopeId/projects",
    permission: "project.read",
    kinds: ["pair", "enterprise", "university"],
    words: "xiangmu xm chengguo zhuanhua cgzh 成果转化 中试 孵化 transformation",
  },
];

export const projectsRecords: RecordKinds = {
  project: {
    label: { zh: "项目", en: "Project" },
    addressOf: ({ id }, scopeId) => `/p/${scopeId}/projects/${id}`,
  },
};
