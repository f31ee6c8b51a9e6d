import type { Schemas } from "@dual-high/client";
import type { Bilingual } from "@dual-high/kernel";
import type { QueryClient } from "@tanstack/react-query";
import type { ComponentType } from "react";
import type { ScopeKind } from "./scopes.ts";

/** A page that the menu and the palette lead to. */
export interface Page {
  /** Unique; the last part of the address. */
  readonly key: string;
  readonly label: Bilingual;
  /** `$scopeId` stands for the scope that the person works in. */
  readonly to: string;
  /** Shown to whoever holds it in the scope, or anywhere for pages without a scope. */
  readonly permission?: string;
  /** Kinds of scope that have this page; left out for pages without a scope. */
  readonly kinds?: readonly ScopeKind[];
  /** Place in the menu; pages without one are found by the palette alone. */
  readonly order?: number;
  /** One of the three that a phone's bottom bar has room for. */
  readonly onPhone?: true;
  /** A number beside the label: what waits. */
  readonly Badge?: ComponentType;
  /** More words that the palette finds it by. */
  readonly words?: string;
}

export type SearchHit = Schemas["SearchHit"];

/** The kinds of record that the palette finds, and where each is opened. */
export type RecordKinds = Readonly<
  Record<string, { readonly label: Bilingual; readonly addressOf: (hit: SearchHit, scopeId: string | null) => string }>
>;

/** What routes are given: set once, in app/router.tsx. */
export interface RouterContext {
  readonly queryClient: QueryClient;
  readonly pages: readonly Page[];
  readonly records: RecordKinds;
}
