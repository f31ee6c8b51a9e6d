// The thread that answers questions about runs that are done. It holds the one that it was last asked about.
import { createHash } from "node:crypto";
import { parentPort } from "node:worker_threads";
import {
  type NeedFound,
  openMatching,
  openRecord,
  type OpenRecord,
  openWhyNot,
  type PlannedNeed,
  type PlanWishes,
  readRecord,
  tallyPlacings,
  writeFound,
  writeLearning,
  writeMatchList,
  writeRecordHead,
} from "@dual-high/matchlist";
import { pinyin } from "pinyin-pro";
import { describePartnerCautions, describePlan, digestOf, plannedNeedsOf, refOf } from "./content.ts";
import {
  decisionKey,
  type PartnerFound,
  type QuestionName,
  type Questions,
  type ReaderMessage,
  type ReaderRequest,
  type RunDigests,
  type WrittenWishes,
} from "./protocol.ts";

interface OpenRun {
  readonly digest: string;
  readonly bytes: Uint8Array;
  /** What was found is read need by need: all of it may be larger than memory. */
  readonly record: OpenRecord;
  placeOf?: ReadonlyMap<string, number>;
  planned?: readonly PlannedNeed[];
  whyNot?: ReturnType<typeof openWhyNot>;
  searchable?: readonly Searchable[];
}

let open: OpenRun | null = null;

function openRun({ digest, record }: ReaderRequest): OpenRun {
  if (open?.digest === digest) return open;
  if (record === null) throw new Error("The thread does not hold this run.");
  open = { digest, bytes: record, record: openRecord(record) };
  return open;
}

/** What was found for a need, by the number of its list; null where the run does not have it. */
function findNeed(run: OpenRun, number: string): NeedFound | null {
  run.placeOf ??= new Map(run.record.lists.needs.records.map(({ id }, at) => [id, at]));
  const place = run.placeOf.get(number);
  return place === undefined ? null : run.record.found(place);
}

function wishesOf({ locked, forbidden, capacities, keep }: WrittenWishes): PlanWishes {
  const more = keep === undefined ? {} : { keep };
  return { locked, forbidden, capacities: new Map(Object.entries(capacities)), ...more };
}

type Answers = { readonly [N in QuestionName]: (run: OpenRun, ask: Questions[N]["ask"]) => unknown };

const ANSWERS: Answers = {
  partners: (run, { search, limit }) => findPartners(run, search, limit),
  whyNot: (run, { needNumber, partnerKey }) => {
    run.whyNot ??= openWhyNot(run.record);
    const need = findNeed(run, needNumber);
    const found = need === null ? null : run.whyNot(need.match, partnerKey);
    if (found === null) return null;
    const { partner } = found;
    return {
      ...found,
      partner: { ...refOf(partner), ...shownOf(partner) },
      cautions: describePartnerCautions(partner),
    };
  },
  plan: (run, written) => {
    const impossible = written.locked.filter(
      ([number, key]) => !findNeed(run, number)?.offers.some(({ partner }) => partner.supplier === key),
    );
    return { plan: describePlan(run.record, wishesOf(written)), impossible };
  },
  tally: (run, { pairs, wishes }) => {
    // Somebody who edits a plan asks again and again.
    run.planned ??= plannedNeedsOf(run.record);
    return tallyPlacings(run.planned, run.record.partners.suppliers, pairs, wishesOf(wishes));
  },
  workbook: async ({ bytes }, { facts, language, wishes, decisions }) =>
    writeMatchList(
      readRecord(bytes, wishesOf(wishes)),
      facts,
      language,
      (needId, partnerKey) => decisions[decisionKey(needId, partnerKey)] ?? null,
    ),
  learning: ({ record }, { judgements }) =>
    new TextEncoder().encode([...writeLearning(record, judgements), ""].join("\n")),
  digests: ({ record }) => digestsOf(record),
  repeat: ({ record: { lists, options } }) => {
    const hash = createHash("sha256");
    for (const line of writeRecordHead(lists, options)) hash.update(`${line}\n`);
    const { matchNeed } = openMatching(lists, options);
    for (const need of lists.needs.records) hash.update(`${writeFound(matchNeed(need))}\n`);
    return hash.digest("hex");
  },
};

function shownOf({ key, unit, people }: { key: string; unit: string; people: string }) {
  return { key, unit, people };
}

interface Searchable {
  readonly partner: PartnerFound;
  readonly name: string;
  readonly rest: string;
  /** Syllables and initials; made when somebody first searches in Latin letters. */
  sound?: string;
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/** By a part of the name, the people or the unit; by pinyin or initials of name and people. Names that begin so stand first. */
function findPartners(run: OpenRun, search: string, limit: number): PartnerFound[] {
  run.searchable ??= [...run.record.partners.byKey.values()].map((partner) => ({
    partner: { ...refOf(partner), ...shownOf(partner) },
    name: fold(partner.name),
    rest: fold(`${partner.people} ${partner.unit}`),
  }));
  const wanted = fold(search).trim();
  const sound = /^[a-z0-9 ]+$/.test(wanted) ? wanted.replaceAll(" ", "") : null;
  const found = run.searchable.flatMap((each) => {
    const rank = rankOf(each, wanted, sound);
    return rank === null ? [] : [{ rank, partner: each.partner }];
  });
  return found
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ partner }) => partner);
}

function rankOf(each: Searchable, wanted: string, sound: string | null): number | null {
  if (each.name.startsWith(wanted)) return 0;
  if (each.name.includes(wanted)) return 1;
  if (each.rest.includes(wanted)) return 2;
  if (sound === null) return null;
  each.sound ??= soundOf(`${each.partner.people} ${each.partner.name}`);
  return each.sound.includes(sound) ? 3 : null;
}

function soundOf(text: string): string {
  const syllables = pinyin(text, { toneType: "none", type: "array" });
  return `${syllables.join("")} ${syllables.map((syllable) => syllable[0] ?? "").join("")}`.toLowerCase();
}

function digestsOf({ lists: { needs, instruments }, partners }: OpenRecord): RunDigests {
  return {
    needs: Object.fromEntries(needs.records.map((need) => [need.id, digestOf(need)])),
    partners: Object.fromEntries([...partners.byKey].map(([key, { record }]) => [key, digestOf(record)])),
    instruments: Object.fromEntries((instruments?.records ?? []).map((each) => [each.id, digestOf(each)])),
  };
}

function reply(message: ReaderMessage): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(message);
}

parentPort?.on("message", (request: ReaderRequest) => {
  const { id, name, ask } = request;
  const work = async () => (ANSWERS[name] as (run: OpenRun, ask: unknown) => unknown)(openRun(request), ask);
  work().then(
    (answer) => reply({ id, answer }),
    (error: unknown) => reply({ id, failure: error instanceof Error ? error.message : String(error) }),
  );
});
