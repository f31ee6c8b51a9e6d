/** An assignment problem as HiGHS takes it. */
import { loadHighs } from "../highs.ts";
import type { Instance } from "./instance.ts";

export interface Solved {
  /** In units of the instance. */
  readonly value: number;
  readonly ms: number;
}

/** Null, with a word why, where it cannot be installed. */
export async function loadAssignmentHighs(): Promise<((instance: Instance) => Solved) | null> {
  const solve = await loadHighs();
  if (solve === null) return null;
  return (instance) => {
    const { status, value, ms } = solve(writeModel(instance));
    if (status !== "Optimal") throw new Error(`HiGHS ended with the status ${status}.`);
    return { value, ms };
  };
}

/** The linear program, in CPLEX's text format, the one way in. Its vertices are whole, so nothing has to be declared integer. */
function writeModel({ needs, suppliers, needMax, supplierMax, need, supplier, value }: Instance): string {
  const objective: string[] = [];
  const rows: string[][] = Array.from({ length: needs + suppliers }, () => []);
  value.forEach((units, e) => {
    objective.push(`${units} x${e}`);
    rows[need[e]!]!.push(`x${e}`);
    rows[needs + supplier[e]!]!.push(`x${e}`);
  });
  const limits = rows.flatMap((row, at) =>
    row.length === 0 ? [] : [`${row.join("\n + ")} <= ${at < needs ? needMax : supplierMax}`],
  );
  const bounds = Array.from(value, (_, e) => `x${e} <= 1`);
  return `Maximize\n${objective.join("\n + ")}\nSubject To\n${limits.join("\n")}\nBounds\n${bounds.join("\n")}\nEnd\n`;
}
