import { defineErrors } from "@dual-high/kernel";

interface Closed {
  readonly number: string;
  readonly closedUntil: string;
}

const closingError = defineErrors({
  "funds.books_closed": {
    kind: "conflict",
    field: "on",
    message: {
      zh: ({ number, on, closedUntil }: Closed & { readonly on: string }) =>
        `基金 ${number} 的账已结到 ${closedUntil}，日期 ${on} 不能再记。请改用 ${closedUntil} 之后的日期；确需记在当天的，先在“报表”重新开账并写明原因。`,
      en: ({ number, on, closedUntil }: Closed & { readonly on: string }) =>
        `The books of fund ${number} are closed up to ${closedUntil}: nothing is dated ${on} any more. Use a day after ${closedUntil}; if it has to be that day, reopen the books under “Statements” first, with a reason.`,
    },
  },
  "funds.books_closed_already": {
    kind: "conflict",
    field: "until",
    message: {
      zh: ({ number, until, closedUntil }: Closed & { readonly until: string }) =>
        `基金 ${number} 的账已结到 ${closedUntil}，不能再结到 ${until}。请选更晚的日期；要往回改的，用“重新开账”。`,
      en: ({ number, until, closedUntil }: Closed & { readonly until: string }) =>
        `The books of fund ${number} are closed up to ${closedUntil} already, so not up to ${until}. Choose a later day; to go back, reopen the books.`,
    },
  },
  "funds.books_open": {
    kind: "conflict",
    field: "from",
    message: {
      zh: ({
        number,
        from,
        closedUntil,
      }: {
        readonly number: string;
        readonly from: string;
        readonly closedUntil: string | null;
      }) =>
        `基金 ${number} 的账${closedUntil === null ? "没有结过" : `只结到 ${closedUntil}`}，${from} 起本来就可以记账，不需要重新开账。请核对日期。`,
      en: ({
        number,
        from,
        closedUntil,
      }: {
        readonly number: string;
        readonly from: string;
        readonly closedUntil: string | null;
      }) =>
        `The books of fund ${number} are ${closedUntil === null ? "not closed" : `closed up to ${closedUntil} only`}: from ${from} on they are open anyway. Check the day.`,
    },
  },
});

/** Nothing that counts in the books is dated into what was closed. */
export function refuseClosedDay(number: string, on: string, closedUntil: string | null): void {
  if (closedUntil !== null && on <= closedUntil) throw closingError("funds.books_closed", { number, on, closedUntil });
}

export function refuseEarlierClosing(number: string, until: string, closedUntil: string | null): void {
  if (closedUntil !== null && until <= closedUntil) {
    throw closingError("funds.books_closed_already", { number, until, closedUntil });
  }
}

export function refuseOpen(number: string, from: string, closedUntil: string | null): void {
  if (closedUntil === null || from > closedUntil) throw closingError("funds.books_open", { number, from, closedUntil });
}
