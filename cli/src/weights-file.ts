import { type IndexOptions, MatchingError, readTrainedWeights } from "@dual-high/matching";
import { cliError } from "./errors.ts";
import { readInput } from "./files.ts";

/** The weights of a file that `train` wrote. Without a file, the engine's own. */
export async function loadWeights(path: string | undefined): Promise<Pick<IndexOptions, "weights">> {
  if (path === undefined) return {};
  const { bytes } = await readInput(path);
  try {
    return { weights: readTrainedWeights(JSON.parse(new TextDecoder().decode(bytes))).weights };
  } catch (error) {
    if (error instanceof MatchingError) {
      throw cliError("cli.weights_not_usable", { path, zh: error.text("zh"), en: error.text("en") });
    }
    throw cliError("cli.problem_not_json", { path, reason: error instanceof Error ? error.message : String(error) });
  }
}
