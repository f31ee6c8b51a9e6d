import process from "node:process";

const FLUSH_MS = 50;
const MOST_CHARACTERS = 64 * 1024;

/**
 * Writes lines a few at a time: standard error is written to synchronously, and a line for each request would stop the
 * process as often. What has not been written when the process exits is written then; a kill loses the last moment.
 */
export function writeBehind(write: (text: string) => void): (line: string) => void {
  let waiting = "";
  const flush = () => {
    const text = waiting;
    waiting = "";
    if (text !== "") write(text);
  };
  process.on("exit", flush);
  return (line) => {
    if (waiting === "") setTimeout(flush, FLUSH_MS).unref();
    waiting += line;
    if (waiting.length > MOST_CHARACTERS) flush();
  };
}
