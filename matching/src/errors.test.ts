import { describe, expect, it } from "vitest";
import { MatchingError } from "./errors.ts";

describe("MatchingError", () => {
  it("explains itself in both languages", () => {
    const error = new MatchingError("unknown_field", { where: "needs[2]", field: "maxx" });
    expect(error.text("en")).toBe('needs[2] has the unknown field "maxx"');
    expect(error.text("zh")).toBe("needs[2] 中有不认识的字段“maxx”");
    expect(error.message).toBe(error.text("en"));
  });
});
