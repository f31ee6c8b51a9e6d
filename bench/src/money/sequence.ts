/** One random life of an agreement's money, kept beside in a plain model, and compared with what the server holds. */
import { partOf } from "@dual-high/kernel";
import type { Ask, Reply } from "./asker.ts";

interface Held {
  readonly id: string;
  readonly amount: bigint;
  /** The payment's condition, by which it is known wherever it moves; null for none. */
  payment: string | null;
  /** Of a royalty: what its sales came to at the rate of the day on which it was entered. It stays, whatever is amended. */
  readonly expected: bigint | null;
  /** The recognition fee and VAT that it stated. */
  readonly fee: bigint | null;
  readonly vat: bigint | null;
  version: number;
  isReversed: boolean;
  live: { readonly id: string; state: "proposed" | "approved"; version: number } | null;
}

interface Payment {
  readonly kind: "instalment" | "royalty";
  readonly condition: string;
  readonly amountFen: string | null;
  readonly royaltyBp: number | null;
}

export interface Found {
  readonly steps: number;
  /** Sums that differ, or a refusal or consent that the sums do not bear out; in words. */
  readonly imbalances: readonly string[];
  /** Receipts that were acknowledged and are not there, or are there and were not acknowledged. */
  readonly lost: number;
}

export interface Chance {
  (below: number): number;
}

const ROYALTY = "每年";
/** What the form of a registration cannot do without. */
const FORM = [
  "buyerDivision",
  "buyerNature",
  "sellerDivision",
  "sellerNature",
  "field",
  "industry",
  "handler",
  "contact",
] as const;
/** Of a commissioned project, for the institution and for the school. */
export const OVERHEADS_BP = [733n, 267n] as const;
let vouchers = 0;

/** Creates an agreement, signs it, does `steps` things to its money, and looks at all of it. */
export async function runSequence(
  scopeId: string,
  { office, second }: { readonly office: Ask; readonly second: Ask },
  chance: Chance,
  steps: number,
): Promise<Found> {
  const imbalances: string[] = [];
  const isLicence = chance(2) === 0;
  let agreed = BigInt(1_000 + chance(1_000_000));
  const first = BigInt(chance(Number(agreed)));
  let payments: readonly Payment[] = [
    { kind: "instalment", condition: "甲", amountFen: String(first), royaltyBp: null },
    { kind: "instalment", condition: "乙", amountFen: String(agreed - first), royaltyBp: null },
    { kind: "royalty", condition: ROYALTY, amountFen: null, royaltyBp: 1 + chance(1_000) },
  ];
  const receipts: Held[] = [];
  const must = (reply: Reply, what: string): Reply["body"] => {
    if (reply.status >= 300) throw new Error(`${what}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
  const made = must(
    await office("POST", `/api/scopes/${scopeId}/agreements`, {
      kind: isLicence ? "licence" : "development",
      title: "资金守恒",
      subject: "随机的一生",
      amountFen: String(agreed),
      startsOn: "2026-01-01",
      endsOn: "2029-12-31",
      parties: [
        { role: "buyer", name: "甲方", shareBp: 0 },
        { role: "seller", name: "乙方", shareBp: 10_000 },
      ],
      payments,
    }),
    "draft",
  );
  const id = String(made["id"]);
  must(
    await office(
      "POST",
      `/api/agreements/${id}/transitions`,
      { action: "sign", on: "2026-01-05" },
      Number(made["version"]),
    ),
    "sign",
  );
  const kept = () => receipts.filter(({ isReversed }) => !isReversed);
  const sum = (some: readonly Held[]) => some.reduce((total, { amount }) => total + amount, 0n);
  const fixed = () => kept().filter(({ expected }) => expected === null);
  const expect = (isTrue: boolean, words: string) => {
    if (!isTrue) imbalances.push(`${String(made["number"])}: ${words}`);
  };

  const receive = async () => {
    const position = chance(payments.length + 1);
    const payment = payments[position - 1] ?? null;
    const amount = BigInt(1 + chance(Number(agreed)));
    const sales = payment?.kind === "royalty" ? amount * 10n : null;
    // Now and then nobody states one, and now and then both are more than came in.
    const charge = () => (chance(3) === 0 ? null : BigInt(chance(Number(amount))) / (chance(9) === 0 ? 1n : 20n));
    const [fee, vat] = [charge(), charge()];
    const text = (fen: bigint | null) => (fen === null ? null : String(fen));
    const reply = await office("POST", `/api/agreements/${id}/receipts`, {
      receivedOn: "2026-02-01",
      amountFen: String(amount),
      payer: "甲方",
      voucher: `银收-${(vouchers += 1)}`,
      paymentPosition: payment === null ? null : position,
      salesFen: sales === null ? null : String(sales),
      royaltyReason: sales === null ? "" : "随机金额",
      recognitionFeeFen: text(fee),
      vatFen: text(vat),
    });
    const lineOpen =
      payment === null || payment.amountFen === null
        ? null
        : BigInt(payment.amountFen) - sum(kept().filter((each) => each.payment === payment.condition));
    const isOpen =
      payment?.kind === "royalty" || (amount <= agreed - sum(fixed()) && (lineOpen === null || amount <= lineOpen));
    const isFit = isOpen && (fee ?? 0n) + (vat ?? 0n) <= amount;
    expect((reply.status === 201) === isFit, `a receipt of ${amount} was answered ${reply.status}`);
    if (reply.status !== 201) return;
    receipts.push({
      id: String(reply.body["id"]),
      amount,
      payment: payment?.condition ?? null,
      expected: sales === null ? null : partOf(sales, payment?.royaltyBp ?? 0),
      fee,
      vat,
      version: Number(reply.body["version"]),
      isReversed: false,
      live: null,
    });
  };

  const reverse = async (held: Held) => {
    const path = `/api/receipts/${held.id}/reversal`;
    must(await office("POST", path, { reason: "记错" }, held.version), "reverse");
    held.isReversed = true;
    held.live = null;
  };

  const distribute = async (held: Held) => {
    if (held.live === null) {
      const people = 1 + chance(4);
      const each = Math.floor(10_000 / people);
      const inventors = Array.from({ length: people }, (_, index) => ({
        name: `完成人${index}`,
        shareBp: index === 0 ? 10_000 - each * (people - 1) : each,
      }));
      const off = held.amount > 10n ? [{ kind: "cost", text: "成本", amountFen: String(held.amount / 10n) }] : [];
      // What the receipt does not state is stated now, now and then.
      const fee = held.fee === null && held.amount > 50n && chance(2) === 0 ? held.amount / 50n : null;
      const added = fee === null ? [] : [{ kind: "recognition_fee", text: "认定服务费", amountFen: String(fee) }];
      const names = { account: "横向经费", unit: "学院", institution: "学校" };
      const body = isLicence
        ? { ...names, inventors, deductions: [...off, ...added] }
        : { ...names, deductions: added };
      const reply = await office("POST", `/api/receipts/${held.id}/distributions`, body);
      const taken =
        (held.fee ?? 0n) + (held.vat ?? 0n) + (fee ?? 0n) + (isLicence ? BigInt(off[0]?.amountFen ?? 0) : 0n);
      const overhead = isLicence ? 0n : OVERHEADS_BP.reduce((all, bp) => all + (held.amount * bp) / 10_000n, 0n);
      const isOver = taken + overhead > held.amount;
      expect(
        (reply.status === 422) === isOver,
        `a distribution of ${held.amount} less ${taken} was answered ${reply.status}`,
      );
      if (isOver) return;
      const drawn = must(reply, "distribute");
      const lines = (drawn as unknown as Distributed).lines;
      const lineOf = (kind: string) =>
        lines.filter((line) => line.kind === kind).reduce((all, { amountFen }) => all + BigInt(amountFen), 0n);
      expect(lineOf("vat") === (held.vat ?? 0n), `VAT of ${String(held.vat)} is taken off as ${lineOf("vat")}`);
      const stated = held.fee ?? fee ?? 0n;
      expect(lineOf("recognition_fee") === stated, `a fee of ${stated} is taken off as ${lineOf("recognition_fee")}`);
      held.live = { id: String(drawn["id"]), state: "proposed", version: Number(drawn["version"]) };
    } else if (held.live.state === "proposed" && chance(3) > 0) {
      const { id: live, version } = held.live;
      const own = await office("POST", `/api/distributions/${live}/approval`, undefined, version);
      expect(own.status === 403, `whoever drew it up could approve it: ${own.status}`);
      const reply = await second("POST", `/api/distributions/${live}/approval`, undefined, version);
      if (isLicence) {
        expect(reply.status === 409, `a distribution that was never in public was answered ${reply.status}`);
        return;
      }
      const approved = must(reply, "approve");
      held.live = { id: live, state: "approved", version: Number(approved["version"]) };
    } else {
      const { id: live, version } = held.live;
      must(await office("POST", `/api/distributions/${live}/end`, { reason: "重算" }, version), "end");
      held.live = null;
    }
  };

  /** A receipt whose payment moved is another version of itself. */
  const readVersions = async () => {
    const { receipts: shown } = must(await office("GET", `/api/agreements/${id}/money`), "money") as unknown as {
      receipts: readonly { readonly id: string; readonly version: number }[];
    };
    for (const held of receipts) held.version = shown.find((each) => each.id === held.id)?.version ?? held.version;
  };

  const amend = async () => {
    const path = `/api/agreements/${id}/amendments`;
    const listed = must(await office("POST", path, { reason: "调整金额" }), "amend") as unknown as Amended[];
    const draft = openOf(listed);
    const next = agreed + BigInt(chance(200_000) - 80_000);
    const amount = next < 1n ? 1n : next;
    const share = BigInt(chance(Number(amount)));
    const one: Payment = { kind: "instalment", condition: "甲", amountFen: String(share), royaltyBp: null };
    const two: Payment = { kind: "instalment", condition: "乙", amountFen: String(amount - share), royaltyBp: null };
    const rate = 1 + chance(1_000);
    const royalty: Payment = { kind: "royalty", condition: ROYALTY, amountFen: null, royaltyBp: rate };
    // Now and then the two instalments change places, and the royalty gets another rate, goes, or comes back.
    const instalments = chance(3) === 0 ? [two, one] : [one, two];
    const schedule = chance(3) === 0 ? instalments : [...instalments, royalty];
    const body = { amountFen: String(amount), payments: schedule };
    const again = must(
      await office("PATCH", `${path}/${draft.id}`, body, draft.version),
      "change",
    ) as unknown as Amended[];
    const { version } = openOf(again);
    const signed = await office(
      "POST",
      `${path}/${draft.id}/transitions`,
      { action: "sign", on: "2026-03-01" },
      version,
    );
    const got = (condition: string) => sum(kept().filter((each) => each.payment === condition));
    const isFit =
      sum(fixed()) <= amount &&
      schedule.every(({ condition, amountFen }) => amountFen === null || got(condition) <= BigInt(amountFen));
    const isSigned = signed.status < 300;
    expect(
      isSigned === isFit,
      `an amendment to ${amount} was answered ${signed.status} ${String(signed.body["code"])}`,
    );
    if (isSigned) {
      agreed = amount;
      payments = schedule;
      const isGone = !schedule.includes(royalty);
      for (const held of receipts) if (isGone && held.payment === ROYALTY) held.payment = null;
      await readVersions();
    } else must(await office("POST", `${path}/${draft.id}/transitions`, { action: "drop" }, version), "drop");
  };

  /** What was registered, which nothing that happens to the agreement changes. */
  let registered: bigint | null = null;
  const register = async () => {
    const path = `/api/agreements/${id}/registration`;
    const fields = Object.fromEntries(FORM.map((field) => [field, "样例"]));
    let form = must(await office("PATCH", path, { fields, technicalIncomeFen: "0" }, 0), "form");
    for (const move of [
      { action: "accept", on: "2026-04-01" },
      { action: "register", on: "2026-04-02", number: `样例-${(vouchers += 1)}-${id}` },
    ]) {
      form = must(await office("POST", `${path}/transitions`, move, Number(form["version"])), move.action);
    }
    registered = agreed;
  };

  for (let step = 0; step < steps; step++) {
    const some = kept();
    const held = some[chance(Math.max(some.length, 1))];
    const what = chance(10);
    if (held === undefined || what < 4) await receive();
    else if (what < 5) await amend();
    else if (what < 6 && registered === null && chance(4) === 0) await register();
    else if (what < 7) await reverse(held);
    else await distribute(held);
  }

  const money = must(await office("GET", `/api/agreements/${id}/money`), "money");
  const shown = money["receipts"] as {
    id: string;
    amountFen: string;
    expectedFen: string | null;
    reversal: unknown;
  }[];
  const byId = new Map(shown.map((receipt) => [receipt.id, receipt]));
  const missing = receipts.filter(({ id: each, amount, isReversed }) => {
    const there = byId.get(each);
    return there === undefined || BigInt(there.amountFen) !== amount || (there.reversal !== null) !== isReversed;
  });
  const unknown = shown.filter((receipt) => !receipts.some((held) => held.id === receipt.id));
  expect(money["agreedFen"] === String(agreed), `agreed ${String(money["agreedFen"])} instead of ${agreed}`);
  expect(
    money["receivedFen"] === String(sum(fixed())),
    `received ${String(money["receivedFen"])} instead of ${sum(fixed())}`,
  );
  expect(
    BigInt(String(money["openFen"])) === agreed - sum(fixed()),
    "what is open is not what is agreed and not received",
  );
  expect(sum(fixed()) <= agreed, "more was received than was agreed on");
  expect(
    money["royaltyFen"] === String(sum(kept().filter(({ expected }) => expected !== null))),
    `royalties ${String(money["royaltyFen"])}`,
  );
  for (const held of kept()) {
    const there = byId.get(held.id);
    const expected = held.expected === null ? null : String(held.expected);
    expect(there?.expectedFen === expected, `a royalty of ${expected} is reckoned as ${String(there?.expectedFen)}`);
  }
  if (registered !== null) {
    const form = must(await office("GET", `/api/agreements/${id}/registration`), "registration");
    expect(
      form["contractFen"] === String(registered),
      `registered ${String(registered)} became ${String(form["contractFen"])}`,
    );
  }
  const { distributions } = must(
    await office("GET", `/api/agreements/${id}/distributions`),
    "distributions",
  ) as unknown as {
    distributions: Distributed[];
  };
  for (const { receiptFen, lines, receiptId, state } of distributions) {
    const total = lines.reduce((all, { amountFen }) => all + BigInt(amountFen), 0n);
    expect(total === BigInt(receiptFen), `a distribution of ${receiptFen} comes to ${total}`);
    const isLive = state === "proposed" || state === "approved";
    const held = receipts.find((receipt) => receipt.id === receiptId);
    expect(
      held !== undefined && held.amount === BigInt(receiptFen),
      `a distribution of ${receiptFen} has another receipt`,
    );
    expect(!isLive || held?.live?.state === state, `a distribution is ${state} and was not acknowledged as that`);
  }
  const live = distributions.filter(({ state }) => state === "proposed" || state === "approved").length;
  expect(live === receipts.filter((held) => held.live !== null).length, `${live} distributions hold`);
  return { steps, imbalances, lost: missing.length + unknown.length };
}

interface Amended {
  readonly id: string;
  readonly state: string;
  readonly version: number;
}
interface Distributed {
  readonly receiptId: string;
  readonly receiptFen: string;
  readonly state: string;
  readonly lines: readonly { readonly kind: string; readonly amountFen: string }[];
}

function openOf(amendments: readonly Amended[]): Amended {
  const draft = amendments.find(({ state }) => state === "draft");
  if (draft === undefined) throw new Error("No amendment is open.");
  return draft;
}
