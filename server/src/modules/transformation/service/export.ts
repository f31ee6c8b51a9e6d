import { said } from "@dual-high/kernel";
import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { FileAnswer } from "../../../platform/http/index.ts";
import { type ExportColumn, type AskedExport, exportList } from "../../../platform/listing/index.ts";
import { listProjectRows, type ProjectFilter, type ProjectListing } from "../queries.ts";
import { STAGE_FACTS } from "../stages/types.ts";
import { PROJECT_STATE_NAMES, type ProjectSummary } from "../types.ts";
import { summarise } from "./show.ts";

const COLUMNS: readonly ExportColumn<ProjectSummary>[] = [
  { key: "number", header: said("编号", "Number"), width: 20, value: ({ number }) => number },
  { key: "title", header: said("项目名称", "Project"), width: 40, value: ({ title }) => title },
  { key: "company", header: said("企业", "Company"), width: 30, value: ({ company }) => company },
  {
    key: "state",
    header: said("状态", "State"),
    width: 12,
    value: ({ state }, language) => PROJECT_STATE_NAMES[state][language],
  },
  {
    key: "stages",
    header: said("所处阶段", "Stages"),
    width: 30,
    value: ({ currentStages }, language) =>
      currentStages
        .map(({ stage, startedOn }) => `${STAGE_FACTS[stage].name[language]} ${startedOn}`)
        .join(language === "zh" ? "、" : ", "),
  },
  {
    key: "readiness",
    header: said("技术就绪度", "Readiness level"),
    width: 12,
    value: ({ readinessLevel }) => (readinessLevel === 0 ? null : readinessLevel),
  },
  { key: "industry", header: said("行业", "Industry"), width: 24, value: ({ industry }) => industry },
  { key: "origin", header: said("来源", "Origin"), width: 22, value: ({ originNumber }) => originNumber },
  { key: "owner", header: said("经办人", "Owner"), width: 14, value: ({ owner }) => owner.name },
];

export async function exportProjects(
  ctx: Ctx,
  scopeId: string,
  listing: ProjectListing,
  filter: Omit<ProjectFilter, "ofMember">,
  query: AskedExport,
): Promise<FileAnswer> {
  authorize(ctx.caller, "project.export", scopeId);
  const rows = await transact(ctx, async (tx) => {
    const listed = await listProjectRows(tx, scopeId, listing, { ...filter, ofMember: false });
    await audit(tx, {
      scopeId,
      action: "project.exported",
      subjectKind: "scope",
      subjectId: scopeId,
      details: { rows: listed.rows.length, format: query.format },
    });
    return summarise(tx, listed.rows);
  });
  const title = said("成果转化项目", "Transformation projects");
  return exportList({ title, columns: COLUMNS, rows, query, language: query.language, madeAt: new Date() });
}
