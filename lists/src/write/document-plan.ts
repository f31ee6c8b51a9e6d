// What a printed text says, whatever it is written as.

/** A text that leads to an address on the web. */
export interface DocumentLink {
  readonly text: string;
  readonly address: string;
}

export type DocumentCell = string | DocumentLink;

/** A table of a printed text: widths in millimetres, 160 together (170 in a brief). */
export interface DocumentTable {
  readonly widths: readonly number[];
  readonly header: readonly string[];
  readonly rows: readonly (readonly DocumentCell[])[];
  /** Columns from this one on are figures, and stand at the right. */
  readonly figuresFrom?: number;
}

/** What stands under a heading: paragraphs, of which parts may be links, and tables between them. */
export type DocumentBlock = string | readonly DocumentCell[] | DocumentTable;

/** An agreement has numbered articles on as many pages as it takes, a record numbered sections; a brief is set close, to fit one. */
export type DocumentLook = "agreement" | "record" | "brief";

export interface DocumentPlan {
  readonly title: string;
  /** Above the title, at the right: the number, that it is a draft. */
  readonly note: string;
  readonly heading: string;
  readonly opening: readonly DocumentBlock[];
  readonly articles: readonly { readonly heading: string; readonly blocks: readonly DocumentBlock[] }[];
  readonly closing: readonly DocumentBlock[];
  readonly look?: DocumentLook;
}
