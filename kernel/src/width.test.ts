import { expect, test } from "vitest";
import { tidyText } from "./width.ts";

test("text keeps its lines and loses what cannot be seen", () => {
  expect(tidyText("\uFEFF１．ＡＢＣ涂层\r\n\u200B\u3000\u3000耐压 ≥ １０ MPa\u0007\r\r\r\rm² ")).toBe(
    "1．ABC涂层\n耐压 ≥ 10 MPa\n\nm²",
  );
});
