import { z } from "@hono/zod-openapi";
import { fieldErrorIn } from "./validation.ts";

const MOST = 200;

/** The query of every list. The cursor is opaque: where the last page ended. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(MOST).default(50).describe("Rows on a page"),
  cursor: z.string().max(1000).optional().describe("`nextCursor` of the page before"),
});
export type PageQuery = z.infer<typeof PageQuery>;

export interface Page<T> {
  readonly items: T[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

export function pageSchema<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().describe("Null on the last page"),
  });
}

/** Reads the cursor of a list whose order is told by `keys`; one from another list or order is refused. */
export function cursorFrom<K extends z.ZodType>(
  cursor: string | undefined,
  order: string,
  keys: K,
): z.output<K> | null {
  if (cursor === undefined) return null;
  const reading = z
    .tuple([z.literal(order), keys])
    .safeParse(parseJson(Buffer.from(cursor, "base64url").toString("utf8")));
  if (reading.success) return reading.data[1] as z.output<K>;
  throw fieldErrorIn("query", "/cursor", "wrong_cursor", {
    zh: "这个位置不属于当前的列表或排序，请从第一页开始",
    en: "This place is not in this list and order: start from the first page",
  });
}

/** Makes a page out of one row more than was asked for. */
export function pageOf<T>(rows: readonly T[], limit: number, order: string, keysOf: (row: T) => unknown): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  if (rows.length <= limit || last === undefined) return { items, nextCursor: null };
  return { items, nextCursor: Buffer.from(JSON.stringify([order, keysOf(last)])).toString("base64url") };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
