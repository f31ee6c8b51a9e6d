// The second story: the project on human milk oligosaccharides, from the laboratory to both agreements signed together.
import type { AgreementDraft } from "../../modules/agreements/index.ts";
import {
  addEvidence,
  applyForGate,
  applyForLevel,
  changeStage,
  confirmDelivery,
  createProject,
  decideGate,
  type DeliveryDraft,
  type EvidenceKind,
  type GateStage,
  getProject,
  judgeLevel,
  linkAgreement,
  listProjects,
  type Project,
  promiseSupport,
  statePermits,
  type SupportDraft,
} from "../../modules/transformation/index.ts";
import { wholeListing } from "../../platform/listing/index.ts";
import { signAgreement } from "./agreements.ts";
import type { People } from "./people.ts";
import { AGREEMENT_NOTE, COMPANY, FOUNDER, INSTITUTE, LIFE_SCIENCE_PARK, PROJECT_NOTE } from "./source.ts";

const TITLE = "母乳低聚糖 Human milk oligosaccharides";
/** The source says that both agreements were signed; the day is a sample's. */
const SIGNED_ON = "2026-05-18";
const ENDS_ON = "2028-05-17";

const LAB = { plannedOn: null, startedOn: "2021-03-01", endedOn: "2024-02-29", note: "日期为样例" } as const;
const CONCEPT = {
  plannedOn: null,
  startedOn: "2024-03-01",
  endedOn: "2026-04-30",
  note: "在大学科技园概念验证；日期为样例",
} as const;

interface Shown {
  readonly kind: EvidenceKind;
  readonly title: string;
  readonly shownOn: string;
}

const LEVELS: readonly (Shown & { readonly level: number })[] = [
  { level: 3, kind: "function_validation", title: "样例：关键功能验证记录", shownOn: "2022-06-15" },
  { level: 4, kind: "laboratory_component_test", title: "样例：实验室试验记录", shownOn: "2024-02-20" },
  { level: 5, kind: "relevant_component_test", title: "样例：概念验证试验记录", shownOn: "2026-04-20" },
];
const REGISTRATION: Shown = { kind: "company_registration", title: "样例：企业登记证明", shownOn: "2025-11-03" };

function draftOf(kind: "pilot_scale" | "incubation", title: string, platform: string, amountFen: string | null) {
  const draft: AgreementDraft = {
    kind,
    subKind: null,
    title,
    subject: `${title}（条款为样例）`,
    indicators: "",
    ipTerms: "",
    otherTerms: "",
    enterpriseId: null,
    needId: null,
    amountFen,
    startsOn: SIGNED_ON,
    endsOn: ENDS_ON,
    parties: [
      { role: "partner", name: COMPANY, creditCode: null, representative: "", shareBp: 10_000 },
      { role: "platform", name: platform, creditCode: null, representative: "", shareBp: 0 },
    ],
    milestones: [],
    payments: [],
  };
  return { stage: kind, draft };
}

/** Of the pilot-scale agreement an amount is asked for, and the source has none. */
const AGREEMENTS = [
  draftOf("pilot_scale", "母乳低聚糖中试合作协议", INSTITUTE, "100000000"),
  draftOf("incubation", "母乳低聚糖项目孵化协议", LIFE_SCIENCE_PARK, null),
] as const;

type Promised = Omit<SupportDraft, "promisedOn" | "dueOn" | "quantityHundredths" | "valueFen"> &
  Partial<Pick<SupportDraft, "quantityHundredths" | "valueFen">> & {
    readonly arrived?: Pick<DeliveryDraft, "deliveredOn"> & Partial<Omit<DeliveryDraft, "deliveredOn">>;
  };

/** What the source says is stated and not valued; what has a value is a sample, and says so. */
const SUPPORT: readonly Promised[] = [
  {
    side: "university",
    kind: "space",
    description: "大学科技园概念验证 (concept validation in the university's science park)",
    arrived: { deliveredOn: SIGNED_ON, note: "概念验证已在大学科技园完成", completes: true },
  },
  {
    side: "university",
    kind: "money",
    description: "样例：概念验证经费",
    valueFen: "50000000",
    arrived: { deliveredOn: "2026-06-10", valueFen: "30000000" },
  },
  { side: "zone", kind: "equipment", description: "高新区中试平台 (pilot-scale platform)" },
  { side: "zone", kind: "space", description: `孵化 (incubation): ${LIFE_SCIENCE_PARK}` },
  {
    side: "zone",
    kind: "money",
    description: "样例：中试补助",
    valueFen: "80000000",
    arrived: { deliveredOn: "2026-07-02", valueFen: "40000000" },
  },
];

/** Does what is left to be done of it. */
export async function loadProject(
  people: People,
  pairId: string,
  known: ReadonlyMap<string, string>,
): Promise<Project["id"]> {
  const projectId = await openProject(people, pairId);
  await stateStages(people, projectId);
  for (const level of LEVELS) await grantLevel(people, projectId, level);
  await bring(people, projectId, REGISTRATION);
  for (const { stage, draft } of AGREEMENTS) {
    const agreementId = await signAgreement(people, pairId, known, {
      draft,
      note: AGREEMENT_NOTE,
      signedOn: SIGNED_ON,
    });
    const { agreements } = await getProject(people.officer, projectId);
    const isLinked = agreements.some((each) => each.agreementId === agreementId);
    if (!isLinked) await linkAgreement(people.officer, projectId, stage, agreementId);
  }
  for (const promise of SUPPORT) await giveSupport(people, projectId, promise);
  await sayPermits(people, projectId);
  for (const { stage } of AGREEMENTS) await passGate(people, projectId, stage);
  return projectId;
}

async function openProject({ officer }: People, pairId: string): Promise<string> {
  const { items } = await listProjects(officer, pairId, wholeListing("projects", { sort: "number" }), {
    states: null,
    stages: null,
    originKinds: null,
    originId: null,
  });
  const found = items.find(({ title }) => title === TITLE);
  if (found !== undefined) return found.id;
  const member = (name: string, unit: string, role: Project["members"][number]["role"]) => ({
    name,
    unit,
    role,
    login: null,
    userId: null,
  });
  const draft = {
    title: TITLE,
    summary: `江南大学教师的成果，由 ${COMPANY} 产业化：先在实验室，再到大学科技园做概念验证，然后在高新区的中试平台上为产业化定型。中试协议和孵化协议一起签署，项目从起步起就得到高校和高新区两方面的支持。\n\nFrom laboratory experiments to concept validation in the university's science park, and then to the zone's pilot-scale platform; the pilot-scale and the incubation agreement were signed together.`,
    industry: "",
    company: COMPANY,
    enterpriseId: null,
    origin: null,
    labSince: LAB.startedOn,
    members: [
      member(FOUNDER.name, FOUNDER.unit, "lead"),
      member("样例甲", "江南大学（样例人员）", "university"),
      member("样例乙", "无锡高新区（样例人员）", "zone"),
    ],
  };
  return (await createProject(officer, pairId, draft, PROJECT_NOTE)).id;
}

async function stateStages({ officer }: People, projectId: string): Promise<void> {
  for (const [stage, days] of [
    ["lab", LAB],
    ["proof_of_concept", CONCEPT],
  ] as const) {
    const { stages, version } = await getProject(officer, projectId);
    const isStated = stages.some((each) => each.stage === stage && each.endedOn !== null);
    if (!isStated) await changeStage(officer, projectId, stage, days, version);
  }
}

async function bring({ transfer }: People, projectId: string, { kind, title, shownOn }: Shown): Promise<string> {
  const find = ({ evidence }: Project) => evidence.find((each) => each.title === title)?.id;
  const there = find(await getProject(transfer, projectId));
  if (there !== undefined) return there;
  const file = {
    name: `${title.replace("样例：", "样例-")}.txt`,
    mediaType: "text/plain",
    bytes: new TextEncoder().encode(`${title}\n样例文件，不是真实材料。\nA sample, not a real document.\n`),
  };
  return find(await addEvidence(transfer, projectId, { kind, title, shownOn, classification: "internal" }, file)) ?? "";
}

/** On evidence that the university brings, by two named people of the office. */
async function grantLevel(
  people: People,
  projectId: string,
  { level, ...shown }: Shown & { readonly level: number },
): Promise<void> {
  const { transfer, lead, officer } = people;
  const judges = [lead, officer];
  const evidenceId = await bring(people, projectId, shown);
  const reviewOf = ({ reviews }: Project) => reviews.find((each) => each.level === level && each.state !== "withdrawn");
  const review =
    reviewOf(await getProject(transfer, projectId)) ??
    reviewOf(
      await applyForLevel(transfer, projectId, {
        level,
        evidenceIds: [evidenceId],
        reviewerIds: judges.map(({ caller }) => caller.userId),
        statement: "样例申请",
      }),
    );
  for (const judge of judges) {
    const own = review?.verdicts.find(({ reviewer }) => reviewer.id === judge.caller.userId);
    if (own?.verdict !== null) continue;
    await judgeLevel(judge, review?.id ?? "", { verdict: "grant", reason: "样例意见：证据充分" });
  }
}

/** Promised by the side that gives it, and its delivery confirmed by the head of the office. */
async function giveSupport({ lead, transfer, zone }: People, projectId: string, promise: Promised): Promise<void> {
  const { arrived, quantityHundredths = null, valueFen = null, ...rest } = promise;
  const giver = promise.side === "university" ? transfer : zone;
  const find = ({ support }: Project) => support.find(({ description }) => description === promise.description);
  const own =
    find(await getProject(giver, projectId)) ??
    find(
      await promiseSupport(giver, projectId, {
        ...rest,
        quantityHundredths,
        valueFen,
        promisedOn: SIGNED_ON,
        dueOn: null,
      }),
    );
  if (arrived === undefined || own === undefined || own.deliveries.length > 0) return;
  const delivery = { quantityHundredths: null, valueFen: null, note: "", completes: false, ...arrived };
  await confirmDelivery(lead, own.id, delivery);
}

async function sayPermits({ officer }: People, projectId: string): Promise<void> {
  const { permits, version } = await getProject(officer, projectId);
  if (permits.isStated) return;
  const statement = { permits: [], noneNeeded: true, note: "样例：中试阶段的产品不上市销售" };
  await statePermits(officer, projectId, statement, version);
}

async function passGate({ officer, lead }: People, projectId: string, stage: GateStage): Promise<void> {
  const gateOf = ({ gates }: Project) => gates.find((gate) => gate.stage === stage);
  let project = await getProject(officer, projectId);
  if (gateOf(project)?.state === "passed") return;
  if ((gateOf(project)?.id ?? null) === null) {
    project = await applyForGate(officer, projectId, {
      stage,
      statement: "样例申请：两份协议已签署，两方支持已登记。",
    });
  }
  const decision = { decision: "pass", on: SIGNED_ON, reason: "" } as const;
  await decideGate(lead, gateOf(project)?.id ?? "", decision, project.version);
}
