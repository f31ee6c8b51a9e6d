import process from "node:process";
import { defineConfig } from "vitest/config";

/** Tests that start servers of their own: they can run beside those that share one. */
const APART = "test/**/*.apart.e2e.ts";

export default defineConfig({
  test: {
    root: import.meta.dirname,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // As long as a page is waited for, not the one second of a quiet machine.
    expect: { poll: { timeout: 90_000 } },
    // One browser at a time, two of its windows side by side: they share one server, and a laptop has two cores.
    fileParallelism: false,
    maxConcurrency: 2,
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: "shared",
          // Lighthouse measures, and what measures is asked for by name.
          include: process.argv.includes("lighthouse") ? ["test/lighthouse.ts"] : ["test/**/*.e2e.ts"],
          exclude: [APART],
          globalSetup: ["src/setup.ts"],
        },
      },
      { extends: true, test: { name: "apart", include: [APART], globalSetup: ["src/setup-apart.ts"] } },
    ],
  },
});
