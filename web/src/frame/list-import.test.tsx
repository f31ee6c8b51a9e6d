// @vitest-environment happy-dom
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { renderPage } from "../../test/render.tsx";
import { ListImport } from "./list-import.tsx";

const REFUSED = [{ row: 3, text: { zh: "“类型”没有填", en: "“Type” is empty" } }];
type Seen = { readonly added: number; readonly refused: typeof REFUSED };

function list(send: (file: File, apply: "true" | "false") => Promise<Seen>, onDone: () => void) {
  return (
    <ListImport
      chooseText="选择清单"
      text="要有“名称”和“类型”两列"
      send={send}
      countOf={({ added }) => added}
      refusedOf={({ refused }) => refused}
      seenText={({ added }, file) => `${file}：可导入 ${added} 个`}
      applyText={(count) => `导入 ${count} 个`}
      doneText={({ added }) => `已导入 ${added} 个`}
      changes={[]}
      onDone={onDone}
    />
  );
}

const choose = async () => {
  const [input] = document.querySelectorAll<HTMLInputElement>("input[type=file]");
  if (input !== undefined) await userEvent.upload(input, new File(["名称,类型\n甲,乙\n丙,"], "两个.csv"));
};

test("a list is looked at before it is taken in, and what was refused stays in sight after the rest is in", async () => {
  const send = vi.fn<(file: File, apply: "true" | "false") => Promise<Seen>>(async () => ({
    added: 1,
    refused: REFUSED,
  }));
  const done = vi.fn<() => void>();
  await renderPage(list(send, done));
  await screen.findByText("要有“名称”和“类型”两列");
  await choose();
  await screen.findByText("两个.csv：可导入 1 个");
  expect(screen.getByText("第 3 行：“类型”没有填")).toBeTruthy();
  expect(send.mock.calls.map(([, apply]) => apply)).toEqual(["false"]);
  await userEvent.click(screen.getByRole("button", { name: "导入 1 个" }));
  await screen.findByText("1 行没有导入，请在原表改好后重新选择。");
  expect(screen.getByText("第 3 行：“类型”没有填")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "导入 1 个" })).toBeNull();
  expect(send.mock.calls.map(([, apply]) => apply)).toEqual(["false", "true"]);
  expect(done).not.toHaveBeenCalled();
});

test("nothing is left to mend where all of a list was taken in", async () => {
  const done = vi.fn<() => void>();
  await renderPage(list(async () => ({ added: 2, refused: [] }), done));
  await screen.findByText("要有“名称”和“类型”两列");
  await choose();
  await userEvent.click(await screen.findByRole("button", { name: "导入 2 个" }));
  await waitFor(() => expect(done).toHaveBeenCalledOnce());
  expect(screen.queryByText(/没有导入/)).toBeNull();
});
