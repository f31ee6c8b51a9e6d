import { basename } from "node:path";
import process from "node:process";
import type { Language } from "@dual-high/kernel";
import {
  cachedEmbeddings,
  type EmbeddingProvider,
  httpEmbeddings,
  httpReranker,
  type ModelOptions,
  onnxEmbeddings,
  onnxReranker,
  type RerankerProvider,
} from "@dual-high/matching/node";
import { cliError } from "./errors.ts";
import { parseWhole } from "./options.ts";
import { texts } from "./texts.ts";

/** The options that name models, as commander hands them over. */
export interface ModelCommandOptions {
  readonly embeddings?: string;
  readonly embeddingsModel?: string;
  readonly embeddingsPrefix?: string;
  readonly embeddingsCache?: string;
  readonly embeddingsWeight?: string;
  readonly rerank?: string;
  readonly rerankModel?: string;
  readonly rerankTop?: string;
  readonly sendRestricted?: boolean;
}

/** A text that bears a mark of state secrecy is withheld whatever its file says of it. */
const SECRET_MARK = /(?:绝密|机密|秘密)\s*[★☆]/;

interface Marked {
  readonly id: string;
  readonly title: string;
  readonly content: string;
  readonly restricted?: true;
}

/** The models of a run, and which of them had a part in it. */
export interface OpenModels extends ModelOptions {
  /** As a person calls them, without those that failed. */
  readonly used: () => string[];
}

/** Opens the models that the options name and says what they are given; null where none is named. */
export async function openModels(
  options: ModelCommandOptions,
  needs: readonly Marked[],
  readCandidates: () => readonly Marked[],
  language: Language,
): Promise<OpenModels | null> {
  const embeddings = await openEmbeddings(options);
  const reranker = await openReranker(options);
  if (embeddings === undefined && reranker === undefined) return null;
  const weight = parseWhole("--embeddings-weight", options.embeddingsWeight ?? "25", 0, 100) / 100;
  const isWithheld = ({ title, content, restricted }: Marked) =>
    (restricted === true && options.sendRestricted !== true) || SECRET_MARK.test(`${title}\n${content}`);
  const idsOf = (records: readonly Marked[]) => new Set(records.filter(isWithheld).map(({ id }) => id));
  const withheld = { needs: idsOf(needs), candidates: idsOf(readCandidates()) };
  const withheldCount = withheld.needs.size + withheld.candidates.size;
  const words = texts[language];
  const places = [options.embeddings, options.rerank].filter((place) => place !== undefined && isAddress(place));
  for (const place of new Set(places)) process.stderr.write(`${words.textsLeave(new URL(place as string).host)}\n`);
  if (withheldCount > 0) process.stderr.write(`${words.textsWithheld(withheldCount)}\n`);
  const names = new Map([
    ["embeddings", nameOf(options.embeddings, options.embeddingsModel)],
    ["reranker", nameOf(options.rerank, options.rerankModel)],
  ]);
  return {
    used: () => [...names.values()].filter((name) => name !== null),
    ...(embeddings === undefined ? {} : { embeddings, embeddingWeight: weight }),
    ...(reranker === undefined ? {} : { reranker }),
    rerankTop: parseWhole("--rerank-top", options.rerankTop ?? "50", 1, 1000),
    withheld,
    onFailure: (model, error) => {
      names.delete(model);
      const reason = "text" in error ? error.text(language) : String(error);
      process.stderr.write(`${words.modelFailed(model, reason)}\n`);
    },
  };
}

async function openEmbeddings(options: ModelCommandOptions): Promise<EmbeddingProvider | undefined> {
  const { embeddings: place, embeddingsModel: model, embeddingsPrefix: prefix, embeddingsCache: cache } = options;
  if (place === undefined) return undefined;
  const prefixes = prefix === undefined ? {} : { prefixes: { need: prefix } };
  const provider = isAddress(place)
    ? httpEmbeddings({
        url: place,
        model: required(model, "--embeddings-model"),
        ...prefixes,
        ...keyOf("DUALHIGH_EMBEDDINGS_KEY"),
      })
    : await onnxEmbeddings({ folder: place, ...prefixes });
  return cache === undefined ? provider : cachedEmbeddings(provider, cache);
}

async function openReranker({
  rerank: place,
  rerankModel: model,
}: ModelCommandOptions): Promise<RerankerProvider | undefined> {
  if (place === undefined) return undefined;
  if (!isAddress(place)) return onnxReranker({ folder: place });
  return httpReranker({ url: place, model: required(model, "--rerank-model"), ...keyOf("DUALHIGH_RERANK_KEY") });
}

function nameOf(place: string | undefined, model: string | undefined): string | null {
  if (place === undefined) return null;
  return isAddress(place) ? `${model ?? ""} (${new URL(place).host})` : basename(place);
}

function isAddress(place: string): boolean {
  return /^https?:/i.test(place);
}

function required(model: string | undefined, option: string): string {
  if (model === undefined) throw cliError("cli.model_without_name", { option });
  return model;
}

function keyOf(variable: string): { readonly key?: string } {
  const key = process.env[variable];
  return key === undefined || key === "" ? {} : { key };
}
