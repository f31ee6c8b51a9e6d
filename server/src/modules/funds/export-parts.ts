// What the exports of funds share: headers and columns of amounts.
import { type Bilingual, formatYuan } from "@dual-high/kernel";
import type { ExportColumn } from "../../platform/listing/index.ts";

/** Yuan with two decimals; empty where there is no amount. */
export function amountColumn<T>(key: string, header: Bilingual, fenOf: (row: T) => string | null): ExportColumn<T> {
  return {
    key,
    header,
    width: 18,
    value(row) {
      const fen = fenOf(row);
      return fen === null ? null : formatYuan(fen);
    },
  };
}
