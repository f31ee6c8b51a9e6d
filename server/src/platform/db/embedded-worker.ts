// The thread in which PGlite runs. In the main thread a long query would stop the whole server.
import process from "node:process";
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import type { WorkerInput, WorkerMessage } from "./embedded.ts";

const { dataFolder, socketFile } = workerData as WorkerInput;

const pglite = await PGlite.create({
  dataDir: dataFolder,
  // Small segments keep snapshots small. Text is compared by bytes; what people read is sorted by the application.
  initDbStartParams: ["--wal-segsize=1", "--encoding=UTF8", "--locale=C.UTF-8"],
  postgresqlconf: ["min_wal_size=8MB"],
});
endWhenBroken(pglite);

if (socketFile === null) {
  await close();
} else {
  // The pool holds one connection; the others are for one that breaks and its successor.
  const server = new PGLiteSocketServer({ db: pglite, path: socketFile, maxConnections: 4 });
  await server.start();
  parentPort?.on("message", () => {
    void server.stop().then(close);
  });
  tell({ event: "ready" });
}

async function close(): Promise<void> {
  await pglite.exec("SET ROLE NONE; CHECKPOINT");
  await pglite.close();
  tell({ event: "closed" });
  parentPort?.close();
}

/**
 * SQL errors are answers. A FATAL one or anything thrown means that the engine itself is broken: it would answer nobody any
 * more, or the same for ever. The thread ends, and its owner starts another, which recovers from the log.
 */
function endWhenBroken(db: PGlite): void {
  const run = db.execProtocolRawStream.bind(db);
  db.execProtocolRawStream = async (message, { onRawData, ...options }) => {
    try {
      await run(message, {
        ...options,
        onRawData(data) {
          if (isFatal(data)) process.exit(1);
          onRawData(data);
        },
      });
    } catch {
      process.exit(1);
    }
  };
}

/** An ErrorResponse begins with its length and its severity: `E....SFATAL`. */
function isFatal(data: Uint8Array): boolean {
  return data[0] === 0x45 && /^S(?:FATAL|PANIC)/.test(Buffer.from(data.subarray(5, 11)).toString("latin1"));
}

function tell(message: WorkerMessage): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(message);
}
