/** One random life of a fund's money, kept beside in a plain model, and compared with what the ledger holds. */
import type { Ask, Reply } from "./asker.ts";
import type { Chance, Found } from "./sequence.ts";

/** Who asks and pays, who looks into it, and who decides and approves. */
export interface FundHands {
  readonly office: Ask;
  readonly second: Ask;
  readonly third: Ask;
}

const DAY = "2026-06-01";
const TRANCHES = 4;
let made = 0;
let vouchers = 0;
/** The same day, amount and voucher would be the same movement of the bank. */
const nextVoucher = () => `银收-${(vouchers += 1)}`;

interface Shown {
  readonly id: string;
  readonly kind: string;
  readonly reverses: number | null;
  readonly reversedBy: number | null;
  readonly lines: readonly { readonly debitFen: string; readonly creditFen: string }[];
}

/** Commits money in tranches, then pays, receives, writes off, reverses and asks for the impossible, `steps` times. */
export async function runFundSequence(
  scopeId: string,
  { office, second, third }: FundHands,
  chance: Chance,
  steps: number,
): Promise<Found> {
  const imbalances: string[] = [];
  const must = (reply: Reply, what: string): Reply["body"] => {
    if (reply.status >= 300) throw new Error(`${what}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
  const share = BigInt(1_000 + chance(1_000_000));
  const whole = share * BigInt(TRANCHES);
  const isGrant = chance(2) === 0;
  const fund = must(
    await office("POST", `/api/scopes/${scopeId}/funds`, {
      name: `资金守恒 ${(made += 1)} ${chance(1_000_000_000)}`,
      sizeFen: String(whole),
      startsOn: "2026-01-01",
      endsOn: "2033-12-31",
      contributors: [{ name: "出资人", source: "zone", committedFen: String(whole) }],
    }),
    "fund",
  );
  const fundId = String(fund["id"]);
  const contributorId = (fund["contributors"] as { id: string }[])[0]?.id ?? "";
  const paidIn = { amountFen: String(whole), on: "2026-02-01" };
  must(await office("POST", `/api/fund-contributors/${contributorId}/payments`, paidIn), "pay in");
  const commitmentId = await commit(scopeId, { office, second, third }, fundId, { share, isGrant, must });
  const { items } = must(await office("GET", `/api/funds/${fundId}/commitments`), "commitments") as unknown as {
    items: { tranches: { id: string }[] }[];
  };
  const tranches = (items[0]?.tranches ?? []).map(({ id }) => id);
  const model = { paid: new Set<string>(), back: 0n, dividends: 0n, written: 0n, entries: 2, writeOffs: 0 };
  const expect = (isTrue: boolean, words: string) => {
    if (!isTrue) imbalances.push(`${String(fund["number"])}: ${words}`);
  };
  const held = () => BigInt(model.paid.size) * share - model.back - model.written;
  const acknowledged = ({ status }: Reply): boolean => {
    if (status >= 300) return false;
    model.entries += 1;
    return true;
  };
  const about = `/api/fund-commitments/${commitmentId}`;

  const pay = async () => {
    const id = tranches[chance(TRANCHES)] ?? "";
    const reply = await office("POST", `/api/fund-tranches/${id}/payment`, { on: DAY });
    expect(acknowledged(reply) !== model.paid.has(id), `a tranche was answered ${reply.status}`);
    model.paid.add(id);
  };
  const receive = async () => {
    const amount = BigInt(1 + chance(Number(share)));
    if (chance(3) === 0) {
      const body = { kind: "dividend", amountFen: String(amount), on: DAY, voucher: nextVoucher() };
      const reply = await office("POST", `${about}/returns`, body);
      expect((reply.status === 201) === model.paid.size > 0, `a dividend was answered ${reply.status}`);
      if (acknowledged(reply)) model.dividends += amount;
      return;
    }
    const body = { kind: "repayment", amountFen: String(amount), on: DAY, voucher: nextVoucher() };
    const reply = await office("POST", `${about}/returns`, body);
    expect((reply.status === 201) === amount <= held(), `a repayment of ${amount} was answered ${reply.status}`);
    if (acknowledged(reply)) model.back += amount;
  };
  const writeOff = async () => {
    const amount = BigInt(1 + chance(Number(share)));
    const body = { amountFen: String(amount), reason: "清算" };
    const proposed = await office("POST", `${about}/write-offs`, body);
    expect((proposed.status === 201) === (!isGrant && amount <= held()), `a write-off was answered ${proposed.status}`);
    if (proposed.status >= 300) return;
    const listed = proposed.body["writeOffs"] as { id: string; approvedBy: unknown }[];
    const path = `/api/fund-write-offs/${listed.at(-1)?.id ?? ""}/approval`;
    const own = await office("POST", path, { on: DAY });
    expect(own.status === 409, `whoever proposed a write-off could approve it: ${own.status}`);
    if (acknowledged(await second("POST", path, { on: DAY }))) model.written += amount;
  };
  const listEntries = async () =>
    (
      must(await office("GET", `/api/funds/${fundId}/entries?sort=number&limit=100`), "entries") as unknown as {
        items: Shown[];
      }
    ).items;
  const reverse = async () => {
    const all = await listEntries();
    const entry = all[chance(all.length)];
    if (entry === undefined || entry.kind.startsWith("contribution")) return;
    const reply = await office("POST", `/api/fund-entries/${entry.id}/reversal`, { on: DAY, reason: "记错" });
    const isOpen = entry.kind !== "reversal" && entry.reversedBy === null;
    expect(reply.status >= 300 || isOpen, `${entry.kind} was reversed again: ${reply.status}`);
    if (!acknowledged(reply)) return;
    const amount = entry.lines.reduce((sum, { debitFen }) => sum + BigInt(debitFen), 0n);
    if (entry.kind === "repayment") model.back -= amount;
    if (entry.kind === "dividend") model.dividends -= amount;
    if (entry.kind === "write_off") model.written -= amount;
    if (entry.kind !== "tranche_paid") return;
    const now = must(await office("GET", `/api/funds/${fundId}/commitments`), "commitments") as unknown as {
      items: { tranches: { id: string; paidOn: string | null }[] }[];
    };
    model.paid = new Set((now.items[0]?.tranches ?? []).flatMap(({ id, paidOn }) => (paidOn === null ? [] : [id])));
  };

  for (let step = 0; step < steps; step++) {
    const what = chance(10);
    if (what < 4) await pay();
    else if (what < 6) await receive();
    else if (what < 8) await writeOff();
    else await reverse();
  }

  const { money } = must(await office("GET", `/api/funds/${fundId}`), "fund") as unknown as {
    money: Readonly<Record<string, string>>;
  };
  const out = BigInt(model.paid.size) * share;
  const returned = model.back + model.dividends;
  expect(money["paidOutFen"] === String(out), `paid out ${money["paidOutFen"]} instead of ${out}`);
  expect(money["returnedFen"] === String(returned), `returned ${money["returnedFen"]} instead of ${returned}`);
  expect(money["bankFen"] === String(whole - out + returned), `at the bank ${money["bankFen"]}`);
  const { totals } = must(await office("GET", `/api/funds/${fundId}/statement?from=2020-01-01`), "statement") as {
    totals: Readonly<Record<string, string>>;
  };
  expect(totals["closingFen"] === "0" && totals["debitFen"] === totals["creditFen"], "the ledger does not balance");
  const entries = await listEntries();
  for (const { lines } of entries) {
    const sum = lines.reduce((total, { debitFen, creditFen }) => total + BigInt(debitFen) - BigInt(creditFen), 0n);
    expect(sum === 0n, `an entry sums to ${sum}`);
  }
  const standing = entries.filter(({ kind, reversedBy }) => kind === "tranche_paid" && reversedBy === null).length;
  expect(standing === model.paid.size, `${standing} payments stand for ${model.paid.size} tranches`);
  return { steps, imbalances, lost: Math.abs(entries.length - model.entries) };
}

/** Through due diligence and the committee: four equal tranches of all that the fund has. */
async function commit(
  scopeId: string,
  { office, second, third }: FundHands,
  fundId: string,
  {
    share,
    isGrant,
    must,
  }: {
    readonly share: bigint;
    readonly isGrant: boolean;
    readonly must: (reply: Reply, what: string) => Reply["body"];
  },
): Promise<string> {
  const idOf = async (ask: Ask) => String(must(await ask("GET", "/api/me"), "me")["userId"]);
  let now = must(
    await office("POST", `/api/scopes/${scopeId}/fund-applications`, {
      fundId,
      title: "资金守恒",
      applicant: "样例企业",
      stage: "pilot_scale",
      kind: isGrant ? "grant" : "equity",
      amountFen: String(share * BigInt(TRANCHES)),
    }),
    "application",
  );
  const step = async (ask: Ask, part: string, body: object) => {
    const path = `/api/fund-applications/${String(now["id"])}${part}`;
    now = must(await ask("POST", path, body, Number(now["version"])), part);
  };
  await step(office, "/transitions", { action: "submit" });
  await step(second, "/diligence", { investigatorId: await idOf(third) });
  await step(third, "/report", { findings: "可行", conclusion: "support" });
  await step(second, "/committee", { memberIds: [await idOf(second)], meetsOn: DAY });
  await step(second, "/votes", { vote: "for", reason: "同意" });
  const tranches = Array.from({ length: TRANCHES }, () => ({ amountFen: String(share), plannedOn: DAY }));
  await step(second, "/decision", { outcome: "approve", on: DAY, reason: "通过", tranches });
  return String(now["commitmentId"]);
}
