/**
 * Models in a local folder, run by ONNX Runtime. Runtime and tokenizer are optional packages, loaded when a model is opened:
 * whoever does not use one need not have them.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { MatchingError } from "../../errors.ts";

/** A model in the layout in which models are published: `model.onnx`, `tokenizer.json` and `tokenizer_config.json`. */
export interface OnnxModelOptions {
  readonly folder: string;
  /** The model's file in the folder, such as `onnx/model_quantized.onnx`. Default `model.onnx`. */
  readonly file?: string;
  /** Tokens of a text that are read at most; the rest is left out. Default 512. */
  readonly maxTokens?: number;
  /** Texts per run at most. Default 8. */
  readonly batchSize?: number;
}

interface Tensor {
  readonly dims: readonly number[];
  readonly data: ArrayLike<number | bigint>;
}

interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
}

interface Runtime {
  readonly env: { readonly wasm: { numThreads?: number | undefined } };
  readonly InferenceSession: { create(model: Uint8Array): Promise<Session> };
  readonly Tensor: new (type: "int64", data: BigInt64Array, dims: readonly number[]) => Tensor;
}

interface Encoded {
  readonly ids: readonly number[];
  readonly token_type_ids: readonly number[];
}

interface Tokenizer {
  encode(text: string, options: { text_pair?: string | null; return_token_type_ids: true }): Encoded;
}

/** One or two texts as one input of the model. */
export type ModelInput = readonly [text: string, pair?: string];

/** What a model answered to a batch: output tensors by name, and the mask of tokens that are no padding. */
export interface ModelOutput {
  readonly outputs: Readonly<Record<string, Tensor>>;
  readonly batch: number;
  readonly sequence: number;
  /** [batch, sequence]: 1 for a token, 0 for padding. */
  readonly mask: Uint8Array;
}

export interface OnnxModel {
  readonly batchSize: number;
  run(inputs: readonly ModelInput[]): Promise<ModelOutput>;
}

/** @throws MatchingError `provider_package_missing`, `provider_model_unusable` */
export async function openOnnxModel(options: OnnxModelOptions): Promise<OnnxModel> {
  const { folder, file = "model.onnx", maxTokens = 512, batchSize = 8 } = options;
  const runtime = await loadRuntime();
  const tokenizer = await openTokenizer(folder);
  const session = await readPart(folder, file, async (bytes) => runtime.InferenceSession.create(bytes));
  return {
    batchSize,
    async run(inputs) {
      const encoded = inputs.map(([text, pair]) =>
        truncate(tokenizer.encode(text, { text_pair: pair ?? null, return_token_type_ids: true }), maxTokens),
      );
      const batch = encoded.length;
      const sequence = encoded.reduce((longest, { ids }) => Math.max(longest, ids.length), 1);
      const ids = new BigInt64Array(batch * sequence);
      const types = new BigInt64Array(batch * sequence);
      const mask = new Uint8Array(batch * sequence);
      encoded.forEach((tokens, row) => {
        tokens.ids.forEach((id, at) => {
          ids[row * sequence + at] = BigInt(id);
          types[row * sequence + at] = BigInt(tokens.token_type_ids[at] ?? 0);
          mask[row * sequence + at] = 1;
        });
      });
      const positions = BigInt64Array.from({ length: batch * sequence }, (_, at) => BigInt(at % sequence));
      const known: Readonly<Record<string, BigInt64Array>> = {
        input_ids: ids,
        attention_mask: BigInt64Array.from(mask, BigInt),
        token_type_ids: types,
        position_ids: positions,
      };
      const feeds = session.inputNames.flatMap((name) => {
        const data = known[name];
        return data === undefined ? [] : [[name, new runtime.Tensor("int64", data, [batch, sequence])] as const];
      });
      return { outputs: await session.run(Object.fromEntries(feeds)), batch, sequence, mask };
    },
  };
}

/** Cuts in the middle, before the last token: models expect their end mark. */
function truncate({ ids, token_type_ids }: Encoded, maxTokens: number): Encoded {
  if (ids.length <= maxTokens) return { ids, token_type_ids };
  const keepEnds = <T>(values: readonly T[]): T[] => [...values.slice(0, maxTokens - 1), ...values.slice(-1)];
  return { ids: keepEnds(ids), token_type_ids: keepEnds(token_type_ids) };
}

async function openTokenizer(folder: string): Promise<Tokenizer> {
  const { Tokenizer: Class } = await load(() => import("@huggingface/tokenizers"), "@huggingface/tokenizers");
  const config = await readPart(folder, "tokenizer_config.json", parseJson);
  return readPart(folder, "tokenizer.json", async (bytes) => new Class(await parseJson(bytes), config));
}

async function parseJson(bytes: Uint8Array): Promise<object> {
  return JSON.parse(new TextDecoder().decode(bytes)) as object;
}

async function readPart<T>(folder: string, file: string, open: (bytes: Uint8Array) => Promise<T>): Promise<T> {
  try {
    return await open(await readFile(join(folder, file)));
  } catch (error) {
    throw new MatchingError("provider_model_unusable", {
      folder,
      file,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}

/** The native runtime where it is installed, for it is several times as fast; else the one in WebAssembly. */
async function loadRuntime(): Promise<Runtime> {
  const native = "onnxruntime-node";
  try {
    return (await import(native)) as Runtime;
  } catch {
    const runtime = await load(() => import("onnxruntime-web"), "onnxruntime-web");
    // Its threads are browser workers; Node runs it on one.
    runtime.env.wasm.numThreads = 1;
    return runtime as unknown as Runtime;
  }
}

async function load<T>(importPackage: () => Promise<T>, name: string): Promise<T> {
  try {
    return await importPackage();
  } catch {
    throw new MatchingError("provider_package_missing", { name });
  }
}
