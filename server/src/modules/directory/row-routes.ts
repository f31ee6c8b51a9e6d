import { z } from "@hono/zod-openapi";
import type { Router } from "../../platform/http/index.ts";
import type { RecordKind } from "./record-kind.ts";
import { listHistory } from "./service/history.ts";
import { archiveRecord, changeRecordOf, getRecord, revealContact } from "./service/records.ts";
import { HistoryEntry, RevealedContact } from "./types.ts";

interface RowRoutes<I, D extends object, S extends string> {
  readonly kind: RecordKind<I, D, S>;
  /** As the path says it, in the plural. */
  readonly path: string;
  /** As operations are called, and what a sentence calls one. */
  readonly name: string;
  readonly noun: string;
  readonly answer: z.ZodType<D>;
  readonly change: z.ZodType<Readonly<Record<string, unknown>>>;
  readonly hasContact: boolean;
}

/** What can be done to one record, whatever it is of: look, change, put away and bring back, see its history. */
export function rowRoutes<I, D extends object, S extends string>(
  api: Router,
  { kind, path, name, noun, answer, change, hasContact }: RowRoutes<I, D, S>,
): void {
  const tag = path;
  const param = `${name[0]?.toLowerCase() ?? ""}${name.slice(1)}Id`;
  const params = z.object({ [param]: z.uuid() });
  const idIn = (given: Record<string, string>) => given[param] ?? "";
  const at = `/api/${path}/{${param}}` as const;
  const read = { permission: "directory.read", in: "row" } as const;
  const write = { permission: "directory.write", in: "row" } as const;
  api.route(
    {
      method: "get",
      path: at,
      access: read,
      id: `get${name}`,
      tag,
      summary: `One ${noun}; an id that was merged answers the survivor`,
      params,
      answer,
    },
    async ({ ctx, params: given }) => getRecord(ctx, kind, idIn(given)),
  );
  api.route(
    {
      method: "patch",
      path: at,
      access: write,
      id: `change${name}`,
      tag,
      summary: `Change the ${noun}; null takes a field out`,
      params,
      body: change,
      answer,
      ifMatch: true,
    },
    async ({ ctx, params: given, body, version }) => changeRecordOf(ctx, kind, idIn(given), body, version),
  );
  for (const [action, isArchived] of [
    ["archive", true],
    ["restore", false],
  ] as const) {
    api.route(
      {
        method: "post",
        path: `${at}/${action}`,
        access: write,
        id: `${action}${name}`,
        tag,
        summary: isArchived ? `Put the ${noun} away` : `Bring the archived ${noun} back`,
        params,
        answer,
        ifMatch: true,
      },
      async ({ ctx, params: given, version }) => archiveRecord(ctx, kind, idIn(given), version, isArchived),
    );
  }
  api.route(
    {
      method: "get",
      path: `${at}/history`,
      access: read,
      id: `list${name}History`,
      tag,
      summary: `What people and lists did to the ${noun}`,
      params,
      answer: z.object({ items: z.array(HistoryEntry) }),
    },
    async ({ ctx, params: given }) => listHistory(ctx, kind, idIn(given)),
  );
  if (!hasContact) return;
  api.route(
    {
      method: "post",
      path: `${at}/contact`,
      access: { permission: "contact.reveal", in: "row" },
      id: `reveal${name}Contact`,
      tag,
      summary: `How to reach whom the ${noun} names; that somebody asked is noted`,
      params,
      answer: RevealedContact,
    },
    async ({ ctx, params: given }) => revealContact(ctx, kind, idIn(given)),
  );
}
