// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { type Line, newVisitId, type OutgoingVisit, sendVisit } from "./send-visit.ts";

const photo = new File([new Uint8Array([1])], "门牌.jpg");
const visit = { roundId: "r", visitId: "v", content: {}, files: new Map([["a", photo]]) } as unknown as OutgoingVisit;

/** A server that takes things, and a line that is cut before the given call. */
function makeLine(cutAt: number): Line & { readonly taken: string[] } {
  const taken: string[] = [];
  let calls = 0;
  const call = <T>(answer: () => T): Promise<T> => {
    calls += 1;
    return calls === cutAt ? Promise.reject(new TypeError("cut")) : Promise.resolve(answer());
  };
  return {
    taken,
    putVisit: async () =>
      call(() => {
        if (!taken.includes("visit")) taken.push("visit");
        return { missingFiles: ["a", "b"].filter((sha256) => !taken.includes(sha256)) } as never;
      }),
    putFile: async (_visit, sha256) => call(() => void taken.push(sha256)),
  };
}

test("a visit goes first, then the files that are missing there and are here", async () => {
  const line = makeLine(0);
  await sendVisit(visit, line);
  expect(line.taken).toEqual(["visit", "a"]);
});

test("what was cut off is sent again, and nothing arrives twice", async () => {
  const line = makeLine(2);
  await expect(sendVisit(visit, line)).rejects.toThrow("cut");
  expect(line.taken).toEqual(["visit"]);
  await sendVisit(visit, line);
  await sendVisit(visit, line);
  expect(line.taken).toEqual(["visit", "a"]);
});

test("an id says its time and its version", () => {
  expect(newVisitId(0x0123_4567_89ab, new Uint8Array(16).fill(0xff))).toBe("01234567-89ab-7fff-bfff-ffffffffffff");
});
