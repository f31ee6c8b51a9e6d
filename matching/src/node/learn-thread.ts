// The thread that learns what words mean, once, and ends.
import { parentPort, workerData } from "node:worker_threads";
import { learnGramVectors } from "../embed/gram-vectors.ts";
import type { TextItem } from "../types.ts";

const { values, units, ...learnt } = learnGramVectors(workerData as readonly TextItem[]);
parentPort!.postMessage({ ...learnt, values, units }, [values.buffer as ArrayBuffer, units.buffer as ArrayBuffer]);
