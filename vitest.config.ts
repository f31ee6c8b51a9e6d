import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "node",
    include: ["*/src/**/*.test.{ts,tsx}", "*/test/**/*.test.ts", "tools/**/*.test.ts"],
    // Generous on purpose: a test says what is right, a benchmark says how fast. A hang still ends.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 20_000 } },
    slowTestThreshold: 10_000,
    // Each file in a process of its own, so that none can lean on another.
    isolate: true,
    maxWorkers: "100%",
    // What a passing test logs tells nobody anything; a failing one shows it all.
    silent: "passed-only",
  },
});
