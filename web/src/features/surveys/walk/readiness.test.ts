import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { checkPhone, type Phone } from "./readiness.ts";

const phone: Phone = {
  isSecureContext: true,
  userAgent: "Mozilla/5.0 (Linux; Android 14) Chrome/140 Mobile",
  indexedDB,
  storage: { persisted: async () => false, persist: async () => true },
};
const closed = {
  open: () => {
    throw new DOMException("private", "SecurityError");
  },
};

test.each<[string, Partial<Phone>, string | null, readonly string[]]>([
  ["that promises to keep things is ready", {}, null, []],
  ["without a secure connection keeps nothing", { isSecureContext: false }, "insecure", []],
  ["without a store keeps nothing", { indexedDB: undefined }, "no_store", []],
  ["that shuts its store keeps nothing", { indexedDB: closed }, "no_store", []],
  ["inside of WeChat is warned of", { userAgent: "Mozilla/5.0 MicroMessenger/8.0" }, null, ["wechat"]],
  [
    "that promises nothing is warned of",
    { storage: { persisted: async () => false, persist: async () => false } },
    null,
    ["not_lasting"],
  ],
  ["that cannot be asked is warned of", { storage: undefined }, null, ["not_lasting"]],
])("a browser %s", async (_, part, obstacle, warnings) => {
  expect(await checkPhone({ ...phone, ...part })).toEqual({ obstacle, warnings });
});
