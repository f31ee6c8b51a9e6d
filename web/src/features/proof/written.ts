import { readYuan, yuanText } from "../../text/amounts.ts";
import type { ProofContent } from "./data.ts";
import { keyed } from "./rows.tsx";

/** An application as it is typed: amounts stay as they were written, readable or not. */
export interface Written {
  readonly title: string;
  readonly unit: string;
  readonly leadName: string;
  readonly members: readonly { readonly name: string; readonly unit: string }[];
  readonly hypothesis: string;
  readonly method: string;
  readonly indicators: readonly {
    readonly key: string;
    readonly name: string;
    readonly target: string;
    readonly unit: string;
  }[];
  readonly milestones: readonly { readonly title: string; readonly dueOn: string }[];
  readonly costs: readonly { readonly item: string; readonly amount: string }[];
  readonly asked: string;
  readonly readinessFrom: number;
  readonly readinessTo: number;
  readonly hasOtherFunding: boolean | null;
  readonly otherFunding: readonly { readonly source: string; readonly amount: string }[];
}

export function writtenOf(content: ProofContent): Written {
  const { costs, askedFen, otherFunding, indicators, ...same } = content;
  return {
    ...same,
    indicators: indicators.map(({ key, name, target, unit }) => ({ key, name, target, unit })),
    costs: costs.map(({ item, amountFen }) => ({ item, amount: yuanText(amountFen) })),
    asked: askedFen === "0" ? "" : yuanText(askedFen),
    otherFunding: otherFunding.map(({ source, amountFen }) => ({ source, amount: yuanText(amountFen) })),
  };
}

/** Every amount that was typed and is none. */
export function unreadable({ costs, asked, otherFunding }: Written): string[] {
  return [...costs.map(({ amount }) => amount), asked, ...otherFunding.map(({ amount }) => amount)].filter(
    (text) => text.trim() !== "" && readYuan(text) === null,
  );
}

/** As the API takes it; lines that were begun and left empty are not sent. */
export function contentOf(written: Written): ProofContent {
  const { costs, asked, otherFunding, indicators, milestones, members, ...same } = written;
  return {
    ...same,
    members: members.filter(({ name }) => name.trim() !== ""),
    indicators: keyed(indicators.filter(({ name }) => name.trim() !== "")),
    milestones: milestones.filter(({ title, dueOn }) => title.trim() !== "" && dueOn !== ""),
    costs: costs
      .filter(({ item }) => item.trim() !== "")
      .map(({ item, amount }) => ({ item, amountFen: readYuan(amount) ?? "0" })),
    askedFen: readYuan(asked) ?? "0",
    otherFunding: otherFunding
      .filter(({ source }) => source.trim() !== "")
      .map(({ source, amount }) => ({ source, amountFen: readYuan(amount) ?? "0" })),
  };
}
