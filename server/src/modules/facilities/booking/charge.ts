import type { Ctx } from "../../../platform/access/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { ChargeKind } from "./types.ts";

/** Whether there is something of this number that hours can be charged to. A later module implements it; app.ts hands it in. */
export type ChargeSource = (tx: Tx, ctx: Pick<Ctx, "caller">, scopeId: string, reference: string) => Promise<boolean>;

/** Without a source, a reference of the kind is kept as the text that it is. */
export type ChargeSources = Readonly<Partial<Record<Exclude<ChargeKind, "other">, ChargeSource>>>;
