import { fileURLToPath } from "node:url";
import { loadSample, loadSampleJob } from "./first-start/sample-pair.ts";
import { type Config, filesFolderOf, readConfig } from "./platform/config.ts";
import { confidentialityPersonalData, confidentialityRoutes } from "./platform/confidentiality/index.ts";
import type { Database } from "./platform/db/index.ts";
import { FileStore } from "./platform/files/index.ts";
import { type Api, createApi } from "./platform/http/index.ts";
import { inspectionRoutes, verificationJob } from "./platform/inspection/index.ts";
import {
  defineJob,
  type JobDefinition,
  jobRoutes,
  JobRunner,
  type JobTools,
  type RunnerOptions,
} from "./platform/jobs/index.ts";
import { type Log, silentLog } from "./platform/log/index.ts";
import { Outbox } from "./platform/outbox/index.ts";
import type { DeadlineSource } from "./platform/ports.ts";
import { personalPreferences, preferenceRoutes } from "./platform/preferences/index.ts";
import { searchRoutes } from "./platform/search/index.ts";
import { openWeb } from "./platform/web/index.ts";
import {
  acceptImports,
  acceptImportsJob,
  directoryPerson,
  directoryWaiting,
  directoryTargets,
  type ImportTarget,
} from "./modules/directory/index.ts";
import { directoryRoutes } from "./modules/directory/routes.ts";
import {
  agreementCharge,
  agreementCourseWaiting,
  agreementDeadlines,
  agreementsFunnel,
  agreementsPersonalData,
  agreementsWaiting,
  draftFromAwards,
} from "./modules/agreements/index.ts";
import { agreementsRoutes } from "./modules/agreements/routes.ts";
import { consortiaDeadlines, consortiaPersonalData, consortiaWaiting } from "./modules/consortia/index.ts";
import { consortiaRoutes } from "./modules/consortia/routes.ts";
import { fundsPersonalData, fundsWaiting } from "./modules/funds/index.ts";
import { fundsRoutes } from "./modules/funds/routes.ts";
import { insightRoutes } from "./modules/insight/routes.ts";
import {
  carryOutGrants,
  projectCharge,
  projectsFunnel,
  projectsPersonalData,
  projectsWaiting,
  projectTraces,
  proofDeadlines,
  proofWaiting,
} from "./modules/transformation/index.ts";
import { transformationRoutes } from "./modules/transformation/routes.ts";
import {
  bookingsPersonalData,
  bookingsWaiting,
  campaignsPersonalData,
  campaignsWaiting,
  instrumentTarget,
  keepLinesTurning,
  spaceWaiting,
} from "./modules/facilities/index.ts";
import { facilitiesRoutes } from "./modules/facilities/routes.ts";
import {
  bidsWaiting,
  cancelOfArchived,
  challengeDeadlines,
  challengesPersonalData,
  challengesWaiting,
  evaluationsWaiting,
  teamTraces,
  windowsWaiting,
} from "./modules/challenges/index.ts";
import { challengesRoutes } from "./modules/challenges/routes.ts";
import {
  matchmakingJobs,
  keepLinesFindable,
  matchmakingPersonalData,
  matchmakingTraces,
  matchmakingWaiting,
  meetingDaysWaiting,
} from "./modules/matchmaking/index.ts";
import { matchmakingRoutes } from "./modules/matchmaking/routes.ts";
import { findDisplayNames, openCallers, type PersonalData } from "./modules/identity/index.ts";
import { identityRoutes } from "./modules/identity/routes.ts";
import {
  keepEnterprises,
  keepFindable,
  needDeadlines,
  needsFunnel,
  needsPersonalData,
  needsWaiting,
  needTarget,
  surveysWaiting,
} from "./modules/needs/index.ts";
import { needsRoutes } from "./modules/needs/routes.ts";
import {
  addendaWaiting,
  deliverChallenges,
  deliverConsortia,
  deliverEvaluations,
  deliverEvents,
  deliverFunds,
  deliverProjects,
  deliverProof,
  notifyPersonalData,
} from "./modules/notify/index.ts";
import { notifyRoutes } from "./modules/notify/routes.ts";
import { pairsRoutes } from "./modules/pairs/routes.ts";

/** Whatever has a day by which it is to be done. */
export const DEADLINES: readonly DeadlineSource[] = [
  needDeadlines,
  challengeDeadlines,
  agreementDeadlines,
  consortiaDeadlines,
  proofDeadlines,
];

const WEB_FOLDER = fileURLToPath(new URL("../../web/dist", import.meta.url));

/** The API with every module's routes, in process: what `main.ts` serves and what tests call. */
export interface App extends Api {
  readonly outbox: Outbox;
  readonly files: FileStore;
  /** Begins to run jobs in this process; the answer ends it. */
  startJobs(options?: RunnerOptions): Promise<JobRunner>;
}

export function createApp({ config, db, log }: { config: Config; db: Database; log: Log }): App {
  const outbox = new Outbox();
  const files = new FileStore(filesFolderOf(config), config.UPLOAD_LIMIT_MB);
  const api = createApi({ config, db, log, outbox, files, callers: openCallers(db) });
  const holders: PersonalData[] = [
    directoryPerson,
    bookingsPersonalData,
    campaignsPersonalData,
    needsPersonalData,
    matchmakingPersonalData,
    challengesPersonalData,
    agreementsPersonalData,
    consortiaPersonalData,
    projectsPersonalData,
    fundsPersonalData,
    personalPreferences,
    confidentialityPersonalData,
    notifyPersonalData,
  ];
  identityRoutes(api, config, holders);
  const targets: readonly ImportTarget[] = [...directoryTargets, needTarget, instrumentTarget];
  directoryRoutes(api, { files, targets });
  facilitiesRoutes(api, { agreement: agreementCharge, project: projectCharge });
  keepLinesTurning(outbox);
  pairsRoutes(api);
  needsRoutes(api, [matchmakingTraces, teamTraces, projectTraces]);
  keepFindable(outbox);
  keepEnterprises(outbox);
  keepLinesFindable(outbox);
  matchmakingRoutes(api, config);
  challengesRoutes(api, config);
  cancelOfArchived(outbox);
  agreementsRoutes(api);
  draftFromAwards(outbox);
  consortiaRoutes(api);
  transformationRoutes(api);
  fundsRoutes(api);
  carryOutGrants(outbox);
  insightRoutes(api, config);
  inspectionRoutes(api, findDisplayNames);
  const jobs: readonly JobDefinition[] = [
    verificationJob,
    defineJob(acceptImportsJob, { zh: "导入清单", en: "Take in lists" }, async (job, tools) =>
      acceptImports(tools, { targets }, job),
    ),
    ...matchmakingJobs,
    defineJob(loadSampleJob, { zh: "装入样例数据", en: "Load the sample" }, async (job, tools) =>
      loadSample(job, tools, targets),
    ),
  ];
  deliverEvents(outbox);
  deliverChallenges(outbox);
  deliverEvaluations(outbox);
  deliverConsortia(outbox);
  deliverProjects(outbox);
  deliverProof(outbox);
  deliverFunds(outbox);
  notifyRoutes(api, {
    waiting: [
      directoryWaiting,
      bookingsWaiting,
      spaceWaiting,
      campaignsWaiting,
      needsWaiting,
      surveysWaiting,
      matchmakingWaiting,
      meetingDaysWaiting,
      challengesWaiting,
      windowsWaiting,
      bidsWaiting,
      addendaWaiting,
      evaluationsWaiting,
      agreementsWaiting,
      consortiaWaiting,
      agreementCourseWaiting,
      projectsWaiting,
      proofWaiting,
      fundsWaiting,
    ],
    funnel: [needsFunnel, agreementsFunnel, projectsFunnel],
  });
  jobRoutes(api, jobs);
  searchRoutes(api);
  preferenceRoutes(api);
  confidentialityRoutes(api);
  api.addReadyCheck("database", async () => void (await db.pool.query("SELECT 1")));
  api.addReadyCheck("files", async () => files.checkReady());
  api.servePages(openWeb(WEB_FOLDER));
  return { ...api, outbox, files, startJobs: async (options) => startJobs(db, jobs, { db, outbox, files }, options) };
}

async function startJobs(
  db: Database,
  jobs: readonly JobDefinition[],
  tools: JobTools,
  options: RunnerOptions = {},
): Promise<JobRunner> {
  const runner = new JobRunner(db, options);
  for (const { kind, work } of jobs) runner.register(kind, async (job) => work(job, tools));
  await runner.start();
  return runner;
}

/** server/openapi.json: third parties and the generated client build on it, so a change of it is seen in review. */
export function describeApi(): string {
  // Describing asks the database nothing.
  const app = createApp({ config: readConfig({}), db: {} as Database, log: silentLog });
  return `${JSON.stringify(app.openApiDocument(), null, 2)}\n`;
}
