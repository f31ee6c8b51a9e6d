import type { MenuGroup } from "../frame/feature.ts";

/** The menu, from top to bottom. A page that stands in no group is found by the palette, and from the pages that lead to it. */
export const MENU: readonly MenuGroup[] = [
  { key: "mine", label: null, pages: ["workbench", "evaluations", "proof-reviews"] },
  {
    key: "supply",
    label: { zh: "供需对接", en: "Needs and partners" },
    pages: [
      "surveys",
      "needs",
      "open-needs",
      "achievements",
      "teams",
      "runs",
      "meeting-days",
      "my-meetings",
      "ledger",
      "imports",
    ],
  },
  {
    key: "research",
    label: { zh: "协同攻关", en: "Joint research" },
    pages: ["challenges", "bids", "formed-teams", "consortia"],
  },
  {
    key: "transformation",
    label: { zh: "成果转化", en: "Transformation" },
    pages: ["agreements", "proof-calls", "projects", "funds", "fund-applications"],
  },
  { key: "facilities", label: { zh: "平台共享", en: "Shared platforms" }, pages: ["instruments", "bookables"] },
  {
    key: "overview",
    label: { zh: "报告与名录", en: "Reports and registers" },
    pages: ["brief", "transformation-report", "pairs", "organisations"],
  },
  {
    key: "office",
    label: { zh: "管理", en: "Administration" },
    pages: [
      "members",
      "scope-audit",
      "reminder_days",
      "agreement-flow",
      "agreement-templates",
      "users",
      "scopes",
      "audit",
    ],
  },
];
