/**
 * Search libraries beside ours. Each gets the same tokens, joined by blanks, and is asked for whatever holds any of the
 * need's tokens, best first, as its own documentation says; nothing else is set.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import MiniSearch from "minisearch";

export interface PeerIndex {
  /** Texts are tokens joined by blanks; `number` is the candidate's. */
  add(number: number, text: string): void;
  /** After the last text. */
  finish(): void;
  /** The best `top` with their scores. */
  search(text: string, top: number): (readonly [number: number, score: number])[];
}

export const PEERS: Readonly<Record<string, () => Promise<PeerIndex>>> = {
  MiniSearch: async () => openMiniSearch(),
  FlexSearch: openFlexSearch,
  Orama: openOrama,
  "SQLite FTS5": async () => openFts5(),
};

const tokensOf = (text: string): string[] => text.split(" ");

function openMiniSearch(): PeerIndex {
  const index = new MiniSearch<{ id: number; text: string }>({
    fields: ["text"],
    tokenize: tokensOf,
    processTerm: (term) => term,
  });
  return {
    add: (id, text) => index.add({ id, text }),
    finish: () => {},
    search: (text, top) =>
      index
        .search(text)
        .slice(0, top)
        .map(({ id, score }) => [Number(id), score]),
  };
}

/** What is used of FlexSearch 0.8. */
interface FlexSearchIndex {
  add(id: number, text: string): void;
  search(text: string, options: { limit: number; suggest: boolean }): number[];
}

async function openFlexSearch(): Promise<PeerIndex> {
  const { Index } = (await importPeer("flexsearch", "flexsearch/dist/flexsearch.bundle.module.min.mjs")) as {
    Index: new (options: object) => FlexSearchIndex;
  };
  const index = new Index({ tokenize: "strict", encode: tokensOf });
  return {
    add: (id, text) => index.add(id, text),
    finish: () => {},
    // Without `suggest` a text must hold every token. It gives an order and no scores.
    search: (text, top) =>
      index.search(text, { limit: top, suggest: true }).map((id, place): [number, number] => [id, -place]),
  };
}

/** What is used of Orama 3. */
interface OramaModule {
  create(options: object): unknown;
  insert(db: unknown, document: { id: string; text: string }): string;
  search(
    db: unknown,
    query: { term: string; limit: number; threshold: number },
  ): { hits: { id: string; score: number }[] };
}

async function openOrama(): Promise<PeerIndex> {
  const orama = (await importPeer("orama", "@orama/orama/dist/esm/index.js")) as OramaModule;
  const tokenizer = { language: "english", normalizationCache: new Map(), tokenize: tokensOf };
  const db = orama.create({ schema: { text: "string" }, components: { tokenizer } });
  return {
    add: (id, text) => {
      orama.insert(db, { id: String(id), text });
    },
    finish: () => {},
    // A threshold of 1 asks for texts that hold any of the tokens.
    search: (text, top) =>
      orama.search(db, { term: text, limit: top, threshold: 1 }).hits.map(({ id, score }) => [Number(id), score]),
  };
}

function openFts5(): PeerIndex {
  const db = new DatabaseSync(":memory:");
  db.exec("CREATE VIRTUAL TABLE texts USING fts5(text, content='', tokenize='unicode61'); BEGIN");
  const insert = db.prepare("INSERT INTO texts(rowid, text) VALUES (?, ?)");
  const select = db.prepare("SELECT rowid AS id, -rank AS score FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?");
  return {
    add: (id, text) => {
      insert.run(id, text);
    },
    finish: () => db.exec("COMMIT"),
    search: (text, top) => {
      const anyOf = tokensOf(text)
        .map((token) => `"${token}"`)
        .join(" OR ");
      return select.all(anyOf, top).map(({ id, score }) => [Number(id), Number(score)]);
    },
  };
}

/** Installs a peer when it is first wanted. */
async function importPeer(name: string, file: string): Promise<unknown> {
  const folder = join(import.meta.dirname, "../../peers", name);
  const path = join(folder, "node_modules", file);
  if (!existsSync(path)) {
    console.error(`installing ${name} under bench/peers/${name} ...`);
    execFileSync("npm", ["install", "--no-package-lock", "--no-audit", "--no-fund"], {
      cwd: folder,
      stdio: ["ignore", "ignore", "inherit"],
    });
  }
  return import(pathToFileURL(path).href);
}
