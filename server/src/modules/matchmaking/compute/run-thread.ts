// The thread that computes blocks of one run, and ends with it.
import { parentPort, workerData } from "node:worker_threads";
import { RunComputer, type RunOrder } from "./run-computer.ts";
import type { ReaderMessage, RunQuestionName, RunQuestions } from "./protocol.ts";

const computer = new RunComputer(workerData as RunOrder);

const ANSWERS: { readonly [N in RunQuestionName]: (ask: RunQuestions[N]["ask"]) => RunQuestions[N]["answer"] } = {
  index: ({ isShared }) => {
    const { share } = computer.index();
    return isShared ? share() : null;
  },
  inputs: () => computer.inputs(),
  match: (ask) => computer.match(ask),
  collect: (ask) => {
    computer.collect(ask);
    return null;
  },
  solve: () => computer.solve(),
  describe: (ask) => computer.describe(ask),
};

function reply(message: ReaderMessage): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(message);
}

parentPort?.on("message", ({ id, name, ask }: { id: number; name: RunQuestionName; ask: unknown }) => {
  try {
    reply({ id, answer: (ANSWERS[name] as (ask: unknown) => unknown)(ask) });
  } catch (error) {
    reply({ id, failure: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
});
