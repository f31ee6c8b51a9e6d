// What a challenge needs before it is published, and what is frozen then. Pure.
import { createHash } from "node:crypto";
import type { Bilingual } from "@dual-high/kernel";
import { noticeError } from "./rules.ts";
import type { ChallengeMode, ChallengeTerms } from "./types.ts";

export interface Publishable {
  readonly mode: ChallengeMode;
  readonly title: string;
  readonly purpose: string;
  readonly terms: ChallengeTerms;
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  readonly noticeDays: number;
  readonly quota: number | null;
  readonly audience: string;
  readonly posterName: string;
  readonly namesPoster: boolean;
}

function sumWeights(terms: Pick<ChallengeTerms, "criteria">): number {
  return terms.criteria.reduce((sum, { weight }) => sum + weight, 0);
}

/** What is missing or wrong, in words for whoever drafts it; empty when it can be published. */
export function findLacks(challenge: Publishable, now: string): Bilingual[] {
  const { mode, title, purpose, terms, opensAt, closesAt } = challenge;
  const { indicators, money, criteria, milestones, gates } = terms;
  const weights = sumWeights(terms);
  const shares = milestones.reduce((sum, { share }) => sum + share, 0);
  const needsSum = money.kind !== "open" && money.low === null && money.high === null;
  const said = challenge.namesPoster ? [] : findPosterNames(challenge);
  const isUpsideDown = money.low !== null && money.high !== null && BigInt(money.low) > BigInt(money.high);
  const lacks: readonly (readonly [boolean, string, string])[] = [
    [title.trim() === "", "没有写题目", "There is no title"],
    [purpose.trim() === "", "没有写要解决什么问题", "It does not say what is to be solved"],
    [indicators.length === 0, "没有技术指标", "There is no indicator"],
    [
      indicators.some(({ target }) => target === ""),
      "有的指标没有写要达到多少",
      "An indicator does not say what is to be reached",
    ],
    [needsSum, "榜金或预算没有写金额", "The reward or budget has no sum"],
    [isUpsideDown, "金额的下限大于上限", "The lower end of the sum is above its upper end"],
    [criteria.length === 0, "没有评审标准", "There are no evaluation criteria"],
    [
      criteria.length > 0 && weights !== 100,
      `评审标准的权重合计 ${weights}，应为 100`,
      `The weights of the criteria add up to ${weights}; they have to be 100`,
    ],
    [
      shares !== 0 && shares !== 100,
      `各节点的付款比例合计 ${shares}，应为 100 或都不填`,
      `The shares of the milestones add up to ${shares}; they have to be 100, or all be left out`,
    ],
    [
      said.length > 0,
      `榜单不公开企业名称，题目或内容里却写着“${said.join("、")}”，请改写`,
      `The notice does not name the enterprise, and its words do: “${said.join(", ")}”. Put it in other words`,
    ],
    [hasTwins(indicators) || hasTwins(criteria) || hasTwins(gates), "有两行的内部编号相同", "Two lines have one key"],
    [mode === "race" && gates.length === 0, "赛马制没有写考核节点", "A race has no gate"],
    [closesAt === null, "没有写截止时间", "There is no end of the window"],
    [closesAt !== null && closesAt <= now, "截止时间已过", "The end of the window is past"],
    [
      closesAt !== null && opensAt !== null && closesAt <= opensAt,
      "截止时间早于开始时间",
      "The window ends before it opens",
    ],
  ];
  return lacks.filter(([isLacking]) => isLacking).map(([, zh, en]) => ({ zh, en }));
}

function hasTwins(rows: readonly { readonly key: string }[]): boolean {
  return new Set(rows.map(({ key }) => key)).size < rows.length;
}

/** Names of the poster that stand in what a reader of the notice is shown. */
function findPosterNames({ title, purpose, terms, posterName }: Publishable): string[] {
  return findNamesIn([title, purpose, JSON.stringify(terms)].join("\n"), posterName);
}

/** Names of a poster, of whom there may be several, that a text says. */
function findNamesIn(shown: string, posterName: string): string[] {
  const names = new Set([posterName, ...posterName.split("、")].map((name) => name.trim()));
  return [...names].filter((name) => name !== "" && shown.includes(name));
}

/** What is published later names nobody whom the notice does not name. */
export function refuseNamedPoster(
  { code, namesPoster, posterName }: Pick<Publishable, "namesPoster" | "posterName"> & { readonly code: string },
  body: string,
): void {
  const names = namesPoster ? [] : findNamesIn(body, posterName);
  if (names.length > 0) throw noticeError("challenges.addendum_names_poster", { code, names });
}

/**
 * SHA-256 of what is frozen, by which anybody can see that the terms are those that were published. The name of a poster whom the
 * notice does not name is not in it: whoever knows the rest would try the names of a zone until the digest fits.
 */
export function digestTerms(challenge: Publishable, code: string): string {
  const { mode, title, purpose, terms, opensAt, closesAt, noticeDays, quota, audience, posterName, namesPoster } =
    challenge;
  const frozen = [code, mode, title, purpose, sorted(terms), opensAt, closesAt, noticeDays, quota, audience];
  return createHash("sha256")
    .update(JSON.stringify([...frozen, namesPoster ? posterName : null, namesPoster]))
    .digest("hex");
}

/** The database gives the fields of an object back in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}
