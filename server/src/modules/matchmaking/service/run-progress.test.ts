import { expect, test } from "vitest";
import { tellMatched } from "./run-progress.ts";

test.each([
  [0, 100, 0, 10, "正在逐条匹配：0/100 条", "Matching need by need: 0/100"],
  [100, 100, 50, 90, "正在逐条匹配：100/100 条", "Matching need by need: 100/100"],
  [
    30_000,
    100_000,
    10_000,
    34,
    "正在逐条匹配：30,000/100,000 条，每秒 200 条，约剩 6 分钟",
    "Matching need by need: 30,000/100,000, 200 a second, about 6 min left",
  ],
  [
    150,
    200,
    0,
    70,
    "正在逐条匹配：150/200 条，每秒 1.5 条，约剩 33 秒",
    "Matching need by need: 150/200, 1.5 a second, about 33 s left",
  ],
])("%i of %i, of which %i were done before", (done, total, before, percent, zh, en) => {
  expect(tellMatched(done, total, { done: before, ms: 1_000 }, 101_000)).toEqual({ percent, text: { zh, en } });
});
