import { type IndexOptions, NEED_WEIGHTS, type Weights } from "@dual-high/matching";
import { cliError } from "./errors.ts";
import { readInput } from "./files.ts";

/** The weights of a file that `train` wrote. Without a file, the engine's own. */
export async function loadWeights(path: string | undefined): Promise<Pick<IndexOptions, "weights">> {
  if (path === undefined) return {};
  const { bytes } = await readInput(path);
  try {
    const { weights } = JSON.parse(new TextDecoder().decode(bytes)) as { weights?: Partial<Weights> };
    return { weights: { ...NEED_WEIGHTS, ...weights } };
  } catch (error) {
    throw cliError("cli.problem_not_json", { path, reason: error instanceof Error ? error.message : String(error) });
  }
}
