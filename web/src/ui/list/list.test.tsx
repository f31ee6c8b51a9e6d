// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ApiProblem } from "@dual-high/client";
import { Button } from "antd";
import { beforeEach, describe, expect, test } from "vitest";
import { fakeNetwork, renderPage } from "../../../test/render.tsx";
import { List } from "./list.tsx";
import type { ListPage, ListProps, ListQuery } from "./types.ts";

interface Need {
  readonly id: string;
  readonly title: string;
  readonly state: string;
}
const NEEDS: readonly Need[] = [
  { id: "1", title: "发酵液脱色", state: "accepted" },
  { id: "2", title: "电池\t热管理", state: "draft" },
  { id: "3", title: "阀门密封", state: "accepted" },
];

function needsList(asked: Record<string, unknown>[], more: Partial<ListProps<Need>> = {}) {
  const fetchPage = async (query: ListQuery): Promise<ListPage<Need>> => {
    asked.push({ ...query });
    return { items: NEEDS, nextCursor: null, total: NEEDS.length };
  };
  return (
    <List<Need>
      name="needs"
      label="需求"
      queryKey={["needs"]}
      fetchPage={fetchPage}
      rowKey={(need) => need.id}
      columns={[
        { key: "title", title: "题目", text: (need) => need.title, isSortable: true },
        { key: "state", title: "状态", text: (need) => need.state },
        { key: "id", title: "编号", text: (need) => need.id, isHidden: true },
      ]}
      filters={[
        {
          key: "state",
          label: "状态",
          options: [
            { value: "draft", label: "草稿" },
            { value: "accepted", label: "已受理" },
          ],
        },
      ]}
      searchHint="题目、企业"
      defaultSort="-updatedAt"
      addressOf={(need) => `/rows/${need.id}`}
      empty={{ title: "还没有需求", text: "导入需求清单后出现在这里。" }}
      {...more}
    />
  );
}

beforeEach(() => {
  fakeNetwork(() => ({ status: 200, body: { key: "x", value: null, updatedAt: null } }));
});

describe("a list", () => {
  test("shows its rows as a table, hides what is hidden at first, and counts", async () => {
    const asked: Record<string, unknown>[] = [];
    await renderPage(needsList(asked));
    expect(await screen.findByRole("link", { name: "发酵液脱色" })).toBeDefined();
    expect(screen.getAllByRole("columnheader").map((cell) => cell.textContent)).toEqual(["题目↕", "状态"]);
    expect(screen.getAllByRole("row")).toHaveLength(4);
    expect(screen.getByText("共 3 条")).toBeDefined();
    expect(asked[0]).toEqual({ sort: "-updatedAt", limit: 100, withTotal: true });
  });

  test("has its state in the address: what is there is asked for, and what is changed is written there", async () => {
    const asked: Record<string, unknown>[] = [];
    const { address } = await renderPage(needsList(asked), "/list?search=酶&state=draft,accepted");
    await screen.findByRole("table");
    expect(asked[0]).toMatchObject({ search: "酶", state: "draft,accepted", sort: "-updatedAt" });
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: /^题目/ }));
    await waitFor(() => expect(asked.at(-1)).toMatchObject({ sort: "title" }));
    expect(address()).toBe("/list?search=酶&state=draft,accepted&sort=title");
    await user.click(screen.getByRole("button", { name: /^题目/ }));
    await waitFor(() => expect(address()).toContain("sort=-title"));
    expect(screen.getByRole("columnheader", { name: /^题目/ }).getAttribute("aria-sort")).toBe("descending");
    await user.click(screen.getByRole("button", { name: "不再按状态筛选" }));
    await waitFor(() => expect(asked.at(-1)).not.toHaveProperty("state"));
    expect(address()).toBe("/list?search=酶&sort=-title");
  });

  test("asks for what is typed into its search once the typing rests", async () => {
    const asked: Record<string, unknown>[] = [];
    const { address } = await renderPage(needsList(asked));
    await screen.findByRole("table");
    await userEvent.setup().type(screen.getByRole("textbox", { name: /题目、企业/ }), "密封");
    await waitFor(() => expect(asked.at(-1)).toMatchObject({ search: "密封" }));
    expect(asked).toHaveLength(2);
    expect(address()).toBe("/list?search=密封");
  });

  test("is walked by keys, and Enter opens", async () => {
    const { address } = await renderPage(needsList([]));
    const region = await screen.findByRole("region", { name: "需求" });
    const frame = within(region).getByRole("table").parentElement;
    frame?.focus();
    const user = userEvent.setup();
    await user.keyboard("jjjk");
    expect(frame?.querySelector("tr[data-active]")?.textContent).toContain("热管理");
    await user.keyboard("{Enter}");
    await waitFor(() => expect(address()).toBe("/rows/2"));
  });

  test("copies the rows that are chosen as a spreadsheet takes them", async () => {
    await renderPage(needsList([], { renderSelection: () => <Button>移出</Button> }));
    await screen.findByRole("table");
    const user = userEvent.setup();
    await user.click(screen.getByRole("checkbox", { name: "选择 电池\t热管理" }));
    expect(screen.getByText("已选 1 条")).toBeDefined();
    await user.click(screen.getByRole("button", { name: "复制" }));
    await waitFor(async () => expect(await navigator.clipboard.readText()).toBe('题目\t状态\n"电池\t热管理"\tdraft'));
  });

  test("keeps the columns that a person chose", async () => {
    const user = userEvent.setup();
    await renderPage(needsList([]));
    await screen.findByRole("table");
    await user.click(screen.getByRole("button", { name: "列" }));
    await user.click(await screen.findByRole("checkbox", { name: "编号" }));
    await waitFor(() => expect(screen.getAllByRole("columnheader")).toHaveLength(3));
    await user.click(screen.getByRole("button", { name: "编号前移" }));
    await waitFor(() =>
      expect(screen.getAllByRole("columnheader").map((cell) => cell.textContent)).toEqual(["题目↕", "编号", "状态"]),
    );
  });
});

describe("a list without rows", () => {
  const none = async (): Promise<ListPage<Need>> => ({ items: [], nextCursor: null, total: 0 });
  test("says what will be here and how it comes", async () => {
    await renderPage(needsList([], { fetchPage: none }));
    expect(await screen.findByRole("heading", { name: "还没有需求" })).toBeDefined();
    expect(screen.getByText("导入需求清单后出现在这里。")).toBeDefined();
  });
  test("says that nothing matches where conditions are set, and lets go of them", async () => {
    const { address } = await renderPage(needsList([], { fetchPage: none }), "/list?search=酶");
    expect(await screen.findByRole("heading", { name: "没有符合条件的记录" })).toBeDefined();
    await userEvent.setup().click(screen.getAllByRole("button", { name: "清除全部条件" })[0] as HTMLElement);
    await waitFor(() => expect(address()).toBe("/list"));
  });
  test("says what the server had against it, and tries again", async () => {
    let fails = true;
    const problem = {
      type: "x",
      title: "内容需要修改",
      status: 422,
      detail: "排序字段不对。",
      instance: "i",
      code: "http.invalid_request",
    };
    const fetchPage = async (): Promise<ListPage<Need>> => {
      if (fails) throw new ApiProblem(problem, null);
      return { items: NEEDS, nextCursor: null };
    };
    await renderPage(needsList([], { fetchPage }));
    expect(await screen.findByText("排序字段不对。")).toBeDefined();
    fails = false;
    await userEvent.setup().click(screen.getByRole("button", { name: "重试" }));
    expect(await screen.findByRole("table")).toBeDefined();
  });
});
