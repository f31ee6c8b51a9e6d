// Loaded before the server: its clock, and that of its embedded database in a thread, go DAYS_AHEAD days ahead.
import { syncBuiltinESMExports } from "node:module";
import threads from "node:worker_threads";

const ahead = Number(process.env.DAYS_AHEAD ?? 0) * 86_400_000;
const Real = Date;
globalThis.Date = class extends Real {
  constructor(...given) {
    super(...(given.length === 0 ? [Real.now() + ahead] : given));
  }
  static now() {
    return Real.now() + ahead;
  }
};

// A thread that is started without flags would not load this.
threads.Worker = class extends threads.Worker {
  constructor(file, options = {}) {
    super(file, { ...options, execArgv: [...(options.execArgv ?? []), "--import", import.meta.url] });
  }
};
syncBuiltinESMExports();
