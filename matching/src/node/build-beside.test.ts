import { expect, test } from "vitest";
import { buildIndex, type CandidateIndex } from "../candidate-index.ts";
import type { CandidateText } from "../types.ts";
import { buildIndexInTwoThreads } from "./build-beside.ts";

const THINGS = ["冷挤压模具", "发酵罐", "荧光微球", "轴承钢", "锂电池隔膜", "extrusion die", "数控机床"];
const WAYS = [
  "渗氮与涂层",
  "补料速率控制",
  "流式检测",
  "真空脱气",
  "surface coating",
  "误差补偿",
  "寿命预测",
  "温度场",
];
const BACKGROUND = THINGS.map((thing, at) => ({ title: thing, content: `提高${thing}的${WAYS[at]}水平` }));

/** From 1000 texts on the index also learns what words mean. */
function candidates(count: number): CandidateText[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `c${(at * 7919) % count}-${at}`,
    title: `${THINGS[at % THINGS.length]}的${WAYS[at % WAYS.length]}`,
    content: `针对${THINGS[(at * 3) % THINGS.length]}，采用${WAYS[(at * 5) % WAYS.length]}方法${at % 97}。`,
  }));
}

const bytesOf = ({ passages, vocabulary, meaning }: CandidateIndex) => ({
  ranges: [vocabulary.table.range, ...passages.blocks.map(({ range }) => range)].map(
    ({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength).toString("base64"),
  ),
  meaning,
});

test.each([
  ["too few texts to learn from", 40, 0],
  ["texts to learn from", 1_200, 1],
])(
  "with %s two threads build the same index as one, and what is to be done meanwhile is done",
  async (_, count, times) => {
    let done = 0;
    let learnt = 0;
    const options = { background: BACKGROUND };
    const built = await buildIndexInTwoThreads(candidates(count), options, {
      meanwhile: async () => {
        done += 1;
      },
      onLearnt: () => {
        learnt += 1;
      },
    });
    expect(bytesOf(built)).toEqual(bytesOf(buildIndex(candidates(count), options)));
    expect([done, learnt]).toEqual([times, 1]);
  },
);

test("what is wrong with the candidates is told as by one thread", async () => {
  const twice = [...candidates(1_200), ...candidates(1_200)];
  await expect(buildIndexInTwoThreads(twice)).rejects.toThrow(expect.objectContaining({ code: "duplicate_id" }));
});
