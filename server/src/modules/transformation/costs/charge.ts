import type { ChargeSource } from "../../facilities/index.ts";
import { seesAll } from "../service/found.ts";
import { listProjectsNumbered } from "./queries.ts";

/** Projects as what facilities charge their costs to: those that are under way. */
export const projectCharge: ChargeSource = {
  pattern: /^PRJ-\d{4}-\d{6,}$/,
  async find(tx, { caller }, number) {
    const found = await listProjectsNumbered(tx, number);
    const open = found.filter((each) => each.readers.includes(caller.userId) || seesAll(caller, each));
    return open.map(({ id, scopeId, state }) => ({ id, scopeId, isInForce: state === "active" }));
  },
  // A stage or a project that is under way has begun.
  async beginsOn() {
    return null;
  },
};
