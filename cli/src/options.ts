import { parseDay } from "@dual-high/kernel";
import { LIST_KINDS, type ListKind } from "@dual-high/lists";
import { cliError } from "./errors.ts";

export function parseWhole(option: string, value: string, low: number, high: number): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= low && number <= high)) throw cliError("cli.number_option", { option, value, low, high });
  return number;
}

export function parseDayOption(option: string, value: string): string {
  const reading = parseDay(value, "end");
  if (reading.kind !== "day" || reading.partial) throw cliError("cli.day_option", { option, value });
  return reading.day;
}

/** `needs:诉求=title` by list. */
export function parseMaps(values: readonly string[]): Readonly<Record<ListKind, readonly string[]>> {
  const maps: Record<ListKind, string[]> = { needs: [], achievements: [], instruments: [], teams: [] };
  for (const value of values) {
    const at = value.indexOf(":");
    const kind = LIST_KINDS.find((candidate) => candidate === value.slice(0, at));
    if (kind === undefined) throw cliError("cli.map_option", { value });
    maps[kind].push(value.slice(at + 1));
  }
  return maps;
}
