// What the exports of funds share: how they are asked for, and columns of amounts.
import { type Bilingual, formatYuan, type Language } from "@dual-high/kernel";
import type { ExportColumn, ExportFormat } from "../../platform/listing/index.ts";

export interface AskedExport {
  readonly format: ExportFormat;
  readonly columns?: string | undefined;
  readonly language: Language;
}

export const said = (zh: string, en: string): Bilingual => ({ zh, en });

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
