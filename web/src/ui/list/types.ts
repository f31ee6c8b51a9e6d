import type { ReactNode } from "react";

export interface Column<Row> {
  /** Unique in the list; the field of the API to sort by, where `isSortable`. */
  readonly key: string;
  readonly title: string;
  /** What the cell says: shown, copied and read aloud. */
  readonly text: (row: Row) => string;
  /** How the cell looks, where text is not enough. */
  readonly render?: (row: Row) => ReactNode;
  /** Pixels at first; people drag it. */
  readonly width?: number;
  readonly align?: "right";
  readonly isSortable?: boolean;
  /** Its name in the export; null where the export does not know it. By default the key. */
  readonly exportKey?: string | null;
  /** Out of sight until somebody asks for it. */
  readonly isHidden?: boolean;
}

export interface FilterOption {
  readonly value: string;
  readonly label: string;
}

/** A filter of the API that takes any of some values. */
export interface Filter {
  readonly key: string;
  readonly label: string;
  readonly options: readonly FilterOption[];
  /** One value at a time. */
  readonly isSingle?: boolean;
}

/**
 * What a page of a list is asked for with: `limit`, `cursor`, `sort`, `search`, `withTotal` and the filters that are set.
 * Its values come from the address, so the server judges them; to the types they fit any query.
 */
export type ListQuery = Readonly<Record<string, never>>;

export interface ListPage<Row> {
  readonly items: readonly Row[];
  readonly nextCursor: string | null;
  readonly total?: number | undefined;
}

export interface Empty {
  readonly title: string;
  /** How rows come here. */
  readonly text: string;
  readonly action?: ReactNode;
}

export interface ListProps<Row> {
  /** Names the list: people's columns and saved views are kept under it. */
  readonly name: string;
  /** What the list holds, for those who cannot see it. */
  readonly label: string;
  /** Identifies the data in the cache; what changes rows invalidates it. */
  readonly queryKey: readonly unknown[];
  readonly fetchPage: (query: ListQuery, signal: AbortSignal) => Promise<ListPage<Row>>;
  readonly rowKey: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  readonly filters?: readonly Filter[] | undefined;
  /** What one can search by; without it there is no search. */
  readonly searchHint?: string | undefined;
  /** A column's key, with `-` before it for descending. */
  readonly defaultSort?: string | undefined;
  /** Where a row leads; Enter and a click on its first cell go there. */
  readonly addressOf?: ((row: Row) => string) | undefined;
  /** Or what a row does, where it has no page of its own. */
  readonly onOpen?: ((row: Row) => void) | undefined;
  /** Address of the whole list as a file; gets the query as text, without paging. */
  readonly exportAddress?: ((format: "xlsx" | "csv", query: string) => string) | undefined;
  /** Scope in which views can be saved; without it there are none. */
  readonly viewsIn?: string | undefined;
  readonly empty: Empty;
  /** What can be done with the rows that are chosen; without it none can be. */
  readonly renderSelection?: ((rows: readonly Row[], clear: () => void) => ReactNode) | undefined;
  /** All rows as one picture, where people would rather look than read; the table is one press away. */
  readonly renderPicture?: ((rows: readonly Row[]) => ReactNode) | undefined;
  /** A row on a phone; by default its first columns. */
  readonly renderCard?: ((row: Row) => ReactNode) | undefined;
}
