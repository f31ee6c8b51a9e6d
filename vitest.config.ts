import process from "node:process";
import { defineConfig } from "vitest/config";

/** Tests that replace nothing global, in modules that keep no state: what each of them loads takes seconds. */
const TOGETHER = "server/src/modules/**/*.test.ts";

/** Tests of the embedded database, and of servers that are started with it: on another they would say the same again. */
const EMBEDDED = "**/*embedded.test.ts";
const isOnServer = process.env["TEST_DATABASE_URL"] !== undefined;

export default defineConfig({
  test: {
    // Generous on purpose: a test says what is right, a benchmark says how fast. A hang still ends.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 120_000 } },
    slowTestThreshold: 10_000,
    maxWorkers: "100%",
    // What a passing test logs tells nobody anything; a failing one shows it all.
    silent: "passed-only",
    projects: [
      {
        extends: true,
        test: {
          // Each file in a process of its own, so that none can lean on another.
          name: "apart",
          isolate: true,
          include: ["*/src/**/*.test.{ts,tsx}", "*/test/**/*.test.ts", "tools/**/*.test.ts"],
          exclude: ["**/node_modules/**", TOGETHER, ...(isOnServer ? [EMBEDDED] : [])],
        },
      },
      {
        extends: true,
        test: { name: "together", isolate: false, include: [TOGETHER] },
      },
    ],
  },
});
