// The thread that answers questions about runs that are done. It holds the one that it was last asked about.
import { createHash } from "node:crypto";
import { parentPort } from "node:worker_threads";
import {
  composeMatchList,
  gatherPartners,
  type MatchList,
  openWhyNot,
  type PlanWishes,
  readRecord,
  writeMatchList,
  writeRecord,
} from "@dual-high/matchlist";
import { pinyin } from "pinyin-pro";
import { describePartnerCautions, describePlan, digestOf, refOf } from "./content.ts";
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
  readonly text: string;
  readonly list: MatchList;
  whyNot?: ReturnType<typeof openWhyNot>;
}

let open: OpenRun | null = null;

function openRun({ digest, record }: ReaderRequest): OpenRun {
  if (open?.digest === digest) return open;
  if (record === null) throw new Error("The thread does not hold this run.");
  const text = new TextDecoder().decode(record);
  open = { digest, text, list: readRecord(text) };
  return open;
}

function wishesOf({ locked, forbidden, capacities }: WrittenWishes): PlanWishes {
  return { locked, forbidden, capacities: new Map(Object.entries(capacities)) };
}

type Answers = { readonly [N in QuestionName]: (run: OpenRun, ask: Questions[N]["ask"]) => unknown };

const ANSWERS: Answers = {
  partners: ({ list }, { search, limit }) => findPartners(list, search, limit),
  whyNot: (run, { needNumber, partnerKey }) => {
    run.whyNot ??= openWhyNot(run.list);
    const match = run.list.matches.find(({ need }) => need.id === needNumber);
    const found = match === undefined ? null : run.whyNot(match, partnerKey);
    if (found === null) return null;
    const { partner } = found;
    return {
      ...found,
      partner: { ...refOf(partner), ...shownOf(partner) },
      cautions: describePartnerCautions(partner),
    };
  },
  plan: ({ text, list }, written) => {
    const wishes = wishesOf(written);
    const possible = new Set(list.offers.map(({ needId, suggestion }) => `${needId} ${suggestion.partner.supplier}`));
    const impossible = written.locked.filter(([needId, key]) => !possible.has(`${needId} ${key}`));
    return { plan: describePlan(readRecord(text, wishes).plan, wishes), impossible };
  },
  workbook: async ({ text }, { facts, language, wishes, decisions }) =>
    writeMatchList(
      readRecord(text, wishesOf(wishes)),
      facts,
      language,
      (needId, partnerKey) => decisions[decisionKey(needId, partnerKey)] ?? null,
    ),
  digests: ({ list }) => digestsOf(list),
  repeat: ({ list }) =>
    createHash("sha256")
      .update(writeRecord(composeMatchList(list.lists, list.options)))
      .digest("hex"),
};

function shownOf({ key, unit, people }: { key: string; unit: string; people: string }) {
  return { key, unit, people };
}

/** By a part of the name, the people or the unit; by pinyin or initials of the name. Names that begin so stand first. */
function findPartners(list: MatchList, search: string, limit: number): PartnerFound[] {
  const wanted = search.normalize("NFKC").toLowerCase().trim();
  const isLatin = /^[a-z0-9 ]+$/.test(wanted);
  const found: { rank: number; partner: PartnerFound }[] = [];
  for (const partner of gatherPartners(list.lists, list.options).byKey.values()) {
    const name = partner.name.normalize("NFKC").toLowerCase();
    const rest = `${partner.people} ${partner.unit}`.normalize("NFKC").toLowerCase();
    const rank = name.startsWith(wanted)
      ? 0
      : name.includes(wanted)
        ? 1
        : rest.includes(wanted)
          ? 2
          : isLatin && soundsLike(`${partner.people} ${partner.name}`, wanted.replaceAll(" ", ""))
            ? 3
            : null;
    if (rank !== null) found.push({ rank, partner: { ...refOf(partner), ...shownOf(partner) } });
    if (rank === 0 && found.length >= MOST_LOOKED_AT) break;
  }
  return found
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ partner }) => partner);
}

const MOST_LOOKED_AT = 2_000;

function soundsLike(text: string, wanted: string): boolean {
  const options = { toneType: "none", type: "array" } as const;
  const syllables = pinyin(text, options);
  return (
    syllables.join("").toLowerCase().includes(wanted) ||
    syllables
      .map((syllable) => syllable[0] ?? "")
      .join("")
      .toLowerCase()
      .includes(wanted)
  );
}

function digestsOf(list: MatchList): RunDigests {
  const { needs, instruments } = list.lists;
  const partners = gatherPartners(list.lists, list.options).byKey;
  return {
    needs: Object.fromEntries(needs.records.map((need) => [need.id, digestOf(need)])),
    partners: Object.fromEntries([...partners].map(([key, { record }]) => [key, digestOf(record)])),
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
