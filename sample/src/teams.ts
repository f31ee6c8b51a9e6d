import { type SampleAchievement, type Subject, sampleSubjects, UNIVERSITY, isLapsed } from "./achievements.ts";
import { type Random, seededRandom } from "./random.ts";
import { fullWidth } from "./wording.ts";

export interface SampleTeam {
  readonly number: number;
  readonly name: string;
  readonly lead: string;
  readonly rank: string;
  readonly unit: string;
  readonly college: string;
  readonly field: string;
  readonly directions: string;
  readonly profile: string;
  /** Representative results, numbered, one per line. */
  readonly results: string;
  readonly capacity: string | number;
  readonly contact: string;
  readonly phone: string | number;
  readonly email: string;
  readonly subjects: readonly string[];
}

function countTeamWarts() {
  return { capacitiesAsText: 0, missingCapacities: 0, fullWidthCells: 0, phonesAsNumbers: 0, missingResults: 0 };
}
type Warts = ReturnType<typeof countTeamWarts>;

export function sampleTeams(
  seed: number,
  achievements: readonly SampleAchievement[],
): { rows: SampleTeam[]; warts: Warts } {
  const random = seededRandom(seed, "teams");
  const warts = countTeamWarts();
  const bySubject = new Map<string, SampleAchievement[]>();
  for (const achievement of achievements) {
    if (isLapsed(achievement.legalStatus)) continue;
    const results = bySubject.get(achievement.subject);
    if (results === undefined) bySubject.set(achievement.subject, [achievement]);
    else results.push(achievement);
  }
  const teams = new Map<number, Subject[]>();
  for (const subject of sampleSubjects(seed)) {
    teams.set(subject.team, [...(teams.get(subject.team) ?? []), subject]);
  }
  const rows = random.shuffle([...teams.values()]).map((subjects, i) => {
    const number = i + 1;
    return composeTeam(number, subjects, bySubject, random, warts);
  });
  return { rows, warts };
}

function composeTeam(
  number: number,
  subjects: readonly Subject[],
  bySubject: ReadonlyMap<string, readonly SampleAchievement[]>,
  random: Random,
  warts: Warts,
): SampleTeam {
  const leader = subjects[0] as Subject;
  const college = leader.college;
  const objects = subjects.map((subject) => subject.topic.objects[0] as string);
  const directions = subjects.map(
    (subject) => `${subject.topic.objects[0] as string}（${random.sample(subject.topic.terms, 2).join("、")}）`,
  );
  const results = subjects
    .flatMap((subject) => random.sample(bySubject.get(subject.key) ?? [], 2))
    .slice(0, random.int(6, 12));
  const capacity = capacityOf(random, warts);
  const phoneAsNumber = number % 25 === 12;
  if (phoneAsNumber) warts.phonesAsNumbers++;
  const phone = `1380000${String(9000 + number)}`;
  const noResults = number % 30 === 17;
  if (noResults) warts.missingResults++;
  return {
    number,
    name: `${objects.slice(0, 2).join("与")}${random.pick(["研究团队", "课题组", "创新团队", "团队"])}`,
    lead: leader.lead,
    rank: random.weighted([
      ["教授", 6],
      ["教授、博士生导师", 3],
      ["研究员", 2],
      ["副教授", 3],
    ]),
    unit: UNIVERSITY,
    college,
    field: random.pick([leader.field.name, leader.field.labels[0] as string]),
    directions: random.pick([
      directions.join("；"),
      directions.map((direction, i) => `${i + 1}. ${direction}`).join("\n"),
    ]),
    profile: profileOf(leader, subjects, random),
    results: noResults
      ? ""
      : results
          .map(
            (result, i) =>
              `${i + 1}. ${result.title}（${result.kind}${result.legalStatus === "" ? "" : `，${result.legalStatus}`}）`,
          )
          .join("\n"),
    capacity,
    contact: random.chance(0.7) ? leader.lead : `${leader.lead.slice(0, 1)}老师`,
    phone: phoneAsNumber ? Number(phone) : phone,
    email: `team${String(number).padStart(2, "0")}@example.com`,
    subjects: subjects.map((subject) => subject.key),
  };
}

function capacityOf(random: Random, warts: Warts): string | number {
  const capacity = random.weighted([
    [1, 2],
    [2, 4],
    [3, 3],
    [4, 1],
  ] as const);
  if (random.chance(0.06)) {
    warts.missingCapacities++;
    return "";
  }
  if (random.chance(0.12)) {
    warts.capacitiesAsText++;
    return random.pick([`${capacity}项`, `${capacity}个`, `可承接${capacity}项`]);
  }
  if (random.chance(0.03)) {
    warts.fullWidthCells++;
    return fullWidth(String(capacity));
  }
  return capacity;
}

function profileOf(leader: Subject, subjects: readonly Subject[], random: Random): string {
  const terms = random
    .sample(
      subjects.flatMap((subject) => subject.topic.terms),
      4,
    )
    .join("、");
  const members = `现有教授${random.int(1, 3)}人、副教授${random.int(2, 5)}人、博士${random.int(2, 8)}人，在读研究生${random.int(12, 60)}人`;
  const record = `近五年主持国家级项目${random.int(1, 9)}项、企业委托项目${random.int(4, 40)}项，到款${random.int(200, 2600)}万元`;
  const name = leader.field.name;
  return random.pick([
    `团队长期从事${name}方面的研究，在${terms}等方向有积累。${members}。${record}。`,
    `${members}。主要研究${terms}，与多家企业有长期合作，${record}。`,
    `面向${name}产业，围绕${terms}开展应用研究和成果转化。${record}，授权发明专利${random.int(15, 90)}件。`,
    `依托样例大学省部级科研平台，${members}；研究特色为${terms}。能够承担从小试到中试的开发任务。`,
  ]);
}
