import process from "node:process";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: import.meta.dirname,
    // Lighthouse measures, and what measures is asked for by name.
    include: process.argv.includes("lighthouse") ? ["test/lighthouse.ts"] : ["test/**/*.e2e.ts"],
    globalSetup: ["src/setup.ts"],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // As long as a browser waits by itself, not the one second of a quiet machine.
    expect: { poll: { timeout: 30_000 } },
    // One browser at a time, two of its windows side by side: they share one server, and a laptop has two cores.
    fileParallelism: false,
    maxConcurrency: 2,
    isolate: false,
  },
});
