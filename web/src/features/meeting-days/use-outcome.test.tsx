// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, test } from "vitest";
import { fakeNetwork } from "../../../test/render.tsx";
import type { DayMeeting, MeetingDay } from "./data.ts";
import { useOutcome } from "./use-outcome.ts";

const meeting = (part: Partial<DayMeeting> = {}) =>
  ({ id: "m1", version: 1, outcome: null, nextStep: "", nextOn: null, note: "", ...part }) as DayMeeting;
const day = (of: DayMeeting) => ({ id: "d1", meetings: [of] }) as unknown as MeetingDay;

/** The form of a meeting of which the page goes on showing what it first showed. */
function open() {
  let kept = meeting();
  const sent = fakeNetwork(({ body }) => {
    kept = { ...kept, ...(body as Partial<DayMeeting>), version: kept.version + 1 };
    return { status: 200, body: day(kept) };
  });
  const client = new QueryClient();
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const shown = meeting();
  const { result } = renderHook(() => useOutcome(day(shown), shown), { wrapper });
  return { result, sent };
}

test("what is typed right after a save builds on what was saved, although the page has not heard of it", async () => {
  const { result, sent } = open();
  act(() => result.current.change({ outcome: "talks_go_on" }));
  act(() => result.current.change({ nextStep: "带样件回校检测" }));
  await waitFor(() => expect(result.current.state).toBe("saved"));
  expect(result.current.values.nextStep).toBe("带样件回校检测");
  act(() => result.current.change({ nextOn: "2026-12-03" }));
  await waitFor(() => expect(result.current.state).toBe("saved"));
  expect(sent.at(-1)?.body).toMatchObject({
    outcome: "talks_go_on",
    nextStep: "带样件回校检测",
    nextOn: "2026-12-03",
  });
});
