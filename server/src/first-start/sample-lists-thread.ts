// The sample lists are a second of work: in a thread of their own, so that the page is served meanwhile.
import { parentPort, workerData } from "node:worker_threads";
import { writeSampleLists } from "@dual-high/sample";

const { files } = await writeSampleLists({ outDir: workerData as string });
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(files);
