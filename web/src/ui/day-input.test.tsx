// @vitest-environment happy-dom
import { fireEvent, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, test } from "vitest";
import { renderPage } from "../../test/render.tsx";
import { DayInput } from "./day-input.tsx";

function Asked({ left, isKept = false }: { readonly left?: (day: string) => void; readonly isKept?: boolean }) {
  const [day, setDay] = useState("2026-11-26");
  const [drawn, setDrawn] = useState(0);
  return (
    <>
      <DayInput
        label="进入日期"
        isKept={isKept}
        value={day}
        onChange={setDay}
        {...(left === undefined ? {} : { onLeave: left })}
      />
      <output>{`${day} (${drawn})`}</output>
      <button type="button" onClick={() => setDrawn(drawn + 1)}>
        再画
      </button>
    </>
  );
}

const field = () => screen.getByRole("textbox", { name: "进入日期" });
const type = (text: string) => {
  fireEvent.click(field());
  fireEvent.focus(field());
  fireEvent.change(field(), { target: { value: text } });
};

test("a day counts as soon as it is typed, and stays when the page is drawn anew", async () => {
  await renderPage(<Asked />);
  type("2026-12-09");
  expect(screen.getByRole("status").textContent).toBe("2026-12-09 (0)");
  fireEvent.click(screen.getByRole("button", { name: "再画" }));
  expect(field()).toHaveProperty("value", "2026-12-09");
});

test("what is no day does not count", async () => {
  await renderPage(<Asked isKept />);
  type("2026-12-");
  type("");
  expect(screen.getByRole("status").textContent).toBe("2026-11-26 (0)");
});

test("whoever leaves the field leaves it with what was typed last", async () => {
  const left: string[] = [];
  await renderPage(<Asked left={(day) => left.push(day)} />);
  type("2026-12-09");
  fireEvent.keyDown(field(), { key: "Enter" });
  await expect.poll(() => left).toEqual(["2026-12-09"]);
});
