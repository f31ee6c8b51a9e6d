// The thread that learns what words mean, once, and ends.
import { parentPort } from "node:worker_threads";
import { learnGramVectors } from "../embed/gram-vectors.ts";
import type { TextItem } from "../types.ts";

parentPort!.once("message", (texts: readonly TextItem[]) => {
  const { values, units, ...learnt } = learnGramVectors(texts);
  parentPort!.postMessage({ ...learnt, values, units }, [values.buffer as ArrayBuffer, units.buffer as ArrayBuffer]);
});
