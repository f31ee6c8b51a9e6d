import { describe, expect, test } from "vitest";
import { createLog, withRequestId } from "./index.ts";

function collect(level: "debug" | "info" = "info") {
  const lines: string[] = [];
  const log = createLog({ level, write: (line) => lines.push(line), now: () => new Date(0) });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? "null") as Record<string, unknown> };
}

test("a line is one JSON object with time, level, event and the id of its request", async () => {
  const { log, lines, last } = collect();
  await withRequestId("r-1", async () => {
    await Promise.resolve();
    log.info("run.started", { needs: 100n });
  });
  expect(lines).toHaveLength(1);
  expect(last()).toEqual({
    time: "1970-01-01T00:00:00.000Z",
    level: "info",
    event: "run.started",
    requestId: "r-1",
    needs: "100",
  });
});

test("a field cannot pass itself off as the event or the time", () => {
  const { log, last } = collect();
  log.warn("real", { event: "forged", level: "info", time: "never" });
  expect(last()).toMatchObject({ event: "real", level: "warn", time: "1970-01-01T00:00:00.000Z" });
});

test("a newline in a value does not start a second line", () => {
  const { log, lines } = collect();
  log.info("import.row", { sheet: 'a\n{"event":"forged"}' });
  expect(lines.join("").trimEnd().split("\n")).toHaveLength(1);
});

test("below the level nothing is written", () => {
  const { log, lines } = collect();
  log.debug("detail");
  expect(lines).toEqual([]);
});

describe("secrets and personal data do not reach the log", () => {
  const SECRETS: readonly (readonly [string, unknown])[] = [
    ["a password by its key", { password: "hunter2" }],
    ["a new password by its key", { newPassword: "hunter2" }],
    ["a nested token", { request: { headers: { cookie: "hunter2", "x-api-key": "hunter2" } } }],
    ["an authorization header in a text", { line: "Authorization: Bearer hunter2" }],
    ["a connection address", { url: "postgresql://office:hunter2@db.local/dual" }],
    ["a hash of a password", { note: "$argon2id$v=19$m=19456,t=2,p=1$hunter2$hunter2" }],
    ["a token in an address", { path: "/join?token=hunter2&lang=zh" }],
    ["one of our tokens in prose", { note: `link dhl_${"hunter2".repeat(6)} sent` }],
    ["a name by its key", { displayName: "hunter2", name: "hunter2" }],
    ["an error's message", new Error("login postgresql://u:hunter2@h/d failed")],
    [
      "an error's rows",
      Object.assign(new Error("duplicate key"), { detail: "Key (login)=(hunter2) exists", where: "hunter2" }),
    ],
    ["an error's cause", new Error("outer", { cause: new Error("password=hunter2") })],
    ["a list of errors", new AggregateError([new Error("secret=hunter2")], "both failed")],
  ];
  test.each(SECRETS)("%s", (_, value) => {
    const { log, lines } = collect();
    log.error("failed", { value });
    expect(lines.join("")).not.toContain("hunter2");
  });

  test.each([
    ["an e-mail address", "给 zhang.san@jiangnan.example.cn 发信", "zhang.san"],
    ["a mobile number", "请联系 13812345678。", "13812345678"],
    ["a mobile number with separators", "电话+86 138-1234-5678", "1234"],
    ["a resident's number", "身份证 32020219800101123X", "32020219800101123X"],
    ["a network address", "from 192.168.10.77 refused", "192.168.10.77"],
  ])("%s inside a text", (_, text, personal) => {
    const { log, lines } = collect();
    log.warn("refused", { text: "x", reason: text });
    expect(lines.join("")).not.toContain(personal);
  });
});

test("what is needed to follow a failure stays", () => {
  const { log, last } = collect();
  const failure = Object.assign(new Error("duplicate key value"), { code: "23505", constraint: "users_login_key" });
  log.error("request.failed", {
    userId: "0190a7c0-0000-7000-8000-000000000001",
    route: "/api/users/{userId}",
    failure,
  });
  expect(last()).toMatchObject({
    userId: "0190a7c0-0000-7000-8000-000000000001",
    route: "/api/users/{userId}",
    failure: { message: "duplicate key value", code: "23505", constraint: "users_login_key" },
  });
});

test("cycles and endless lists end", () => {
  const { log, lines } = collect();
  const loop: Record<string, unknown> = {};
  loop["self"] = loop;
  log.info("odd", { loop, many: Array.from({ length: 10_000 }, (_, index) => index) });
  expect(lines.join("").length).toBeLessThan(2000);
});
