import fc from "fast-check";
import { expect, it } from "vitest";
import { IndexedHeap } from "./indexed-heap.ts";

it("gives nodes back in the order of their keys, also after keys were lowered", () => {
  const key = fc.double({ noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(key, key), { maxLength: 40 }), (steps) => {
      const keys = Float64Array.from(steps, ([first]) => first);
      const heap = new IndexedHeap(keys);
      for (const node of keys.keys()) heap.pushOrRaise(node);
      for (const [node, [, later]] of steps.entries()) {
        if (later >= keys[node]!) continue;
        keys[node] = later;
        heap.pushOrRaise(node);
      }
      const popped: number[] = [];
      while (heap.size > 0) popped.push(keys[heap.pop()]!);
      expect(popped).toEqual([...keys].sort((a, b) => a - b));
    }),
  );
});
