/** Payments that are entered with one key by many at once: one receipt a key, whoever of them was first. */
import { call, type Office } from "../lab/office.ts";
import { isOpen, type Reply } from "./asker.ts";

const KEYS = 1_000;
const AT_ONCE = 20;
/** Keys under way side by side: a hundred and sixty requests in flight. */
const LANES = 8;
const AMOUNT_FEN = 137;

export interface Repeated {
  readonly keys: number;
  /** Requests with the same key at once. */
  readonly atOnce: number;
  /** Receipts that are there in the end: as many as keys. */
  readonly payments: number;
  readonly imbalances: readonly string[];
}

/** Draws up an agreement worth exactly as many payments as there are keys, and enters each payment many times over. */
export async function payRepeatedly(url: string, { cookie, scopeId }: Office): Promise<Repeated> {
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    for (;;) {
      const { status, body: answer } = await call(url, method, path, { cookie, headers, body });
      const reply: Reply = { status, body: answer as Reply["body"] };
      if (!isOpen(reply)) return reply;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const total = BigInt(KEYS * AMOUNT_FEN);
  const made = await ask("POST", `/api/scopes/${scopeId}/agreements`, {
    kind: "development",
    title: "同一笔到账重复登记",
    subject: "每个键一笔",
    amountFen: String(total),
    startsOn: "2026-01-01",
    endsOn: "2029-12-31",
    parties: [
      { role: "buyer", name: "甲方", shareBp: 0 },
      { role: "seller", name: "乙方", shareBp: 10_000 },
    ],
    payments: [],
  });
  const id = String(made.body["id"]);
  const match = { "if-match": `"${String(made.body["version"])}"` };
  await ask("POST", `/api/agreements/${id}/transitions`, { action: "sign", on: "2026-01-05" }, match);

  const imbalances: string[] = [];
  let next = 0;
  const enterAll = async () => {
    while (next < KEYS) {
      const key = `payment-${(next += 1)}`;
      const body = { receivedOn: "2026-02-01", amountFen: String(AMOUNT_FEN), payer: "甲方", voucher: key };
      const replies = await Promise.all(
        Array.from({ length: AT_ONCE }, async () =>
          ask("POST", `/api/agreements/${id}/receipts`, body, { "idempotency-key": key }),
        ),
      );
      const answers = new Set(replies.map(({ status, body: { id: receiptId } }) => `${status} ${String(receiptId)}`));
      if (answers.size !== 1 || replies[0]?.status !== 201)
        imbalances.push(`${key} was answered ${[...answers].join(", ")}`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, enterAll));

  const money = (await ask("GET", `/api/agreements/${id}/money`)).body;
  const payments = (money["receipts"] as readonly unknown[]).length;
  if (payments !== KEYS) imbalances.push(`${payments} receipts of ${KEYS} keys`);
  if (money["receivedFen"] !== String(total))
    imbalances.push(`received ${String(money["receivedFen"])} instead of ${total}`);
  return { keys: KEYS, atOnce: AT_ONCE, payments, imbalances };
}
