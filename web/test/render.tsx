// Components as they stand in a page: in a router whose history is in memory, with a fresh cache of data.
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { cleanup, configure, render } from "@testing-library/react";
import { App, ConfigProvider } from "antd";
import type { ReactNode } from "react";
import { afterEach, vi } from "vitest";
import { parseSearch, stringifySearch } from "../src/app/address.ts";

// On a busy machine a page takes more than the second that is given otherwise.
configure({ asyncUtilTimeout: 60_000 });

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

export interface Rendered {
  /** The address that the browser shows. */
  readonly address: () => string;
}

export async function renderPage(content: ReactNode, address = "/list"): Promise<Rendered> {
  const rootRoute = createRootRoute({ component: Outlet });
  const pageRoute = createRoute({ getParentRoute: () => rootRoute, path: "list", component: () => content });
  const otherRoute = createRoute({ getParentRoute: () => rootRoute, path: "rows/$id", component: () => <p>a row</p> });
  const history = createMemoryHistory({ initialEntries: [address] });
  const router = createRouter({
    routeTree: rootRoute.addChildren([pageRoute, otherRoute]),
    history,
    parseSearch,
    stringifySearch,
  });
  await router.load();
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={queryClient}>
      <ConfigProvider button={{ autoInsertSpace: false }}>
        <App>
          <RouterProvider router={router as never} />
        </App>
      </ConfigProvider>
    </QueryClientProvider>,
  );
  return { address: () => decodeURIComponent(history.location.href) };
}

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly key: string | null;
}

/** The network, answered by a function; what was sent is kept. */
export function fakeNetwork(answer: (sent: Sent, count: number) => { status: number; body?: unknown } | Error): Sent[] {
  const all: Sent[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const text = await request.clone().text();
    const sent = {
      method: request.method,
      path: new URL(request.url).pathname,
      body: text === "" ? null : (JSON.parse(text) as unknown),
      key: request.headers.get("idempotency-key"),
    };
    all.push(sent);
    const { status, body } = orThrow(answer(sent, all.length));
    const type = status < 400 ? "application/json" : "application/problem+json";
    return new Response(status === 204 ? null : JSON.stringify(body ?? {}), {
      status,
      headers: { "content-type": type },
    });
  });
  return all;
}

function orThrow<T>(value: T | Error): T {
  if (value instanceof Error) throw value;
  return value;
}
