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
  /** One of the three that a phone's bottom bar has room for. */
  readonly onPhone?: true;
  /** A number beside the label: what waits. */
  readonly Badge?: ComponentType;
  /** More words that the palette finds it by. */
  readonly words?: string;
}

/** Pages that belong together in the menu, by their keys. */
export interface MenuGroup {
  readonly key: string;
  /** Null for what stands on top, without a heading. */
  readonly label: Bilingual | null;
  readonly pages: readonly string[];
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
  readonly menu: readonly MenuGroup[];
  readonly records: RecordKinds;
}
