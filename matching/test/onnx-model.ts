/**
 * Tiny ONNX models, made by hand: a model is a protobuf message (onnx.proto3), and a message is a run of fields, each a
 * number, a length and its bytes.
 */
type Field = readonly [number: number, value: number | string | Uint8Array];

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}

function message(...fields: readonly Field[]): Uint8Array {
  const bytes: number[] = [];
  for (const [number, value] of fields) {
    if (typeof value === "number") {
      bytes.push(...varint(number * 8), ...varint(value));
      continue;
    }
    const content = typeof value === "string" ? new TextEncoder().encode(value) : value;
    bytes.push(...varint(number * 8 + 2), ...varint(content.length), ...content);
  }
  return Uint8Array.from(bytes);
}

const FLOAT = 1;
const INT64 = 7;

function valueInfo(name: string, type: number, dimensions: readonly (string | number)[]): Uint8Array {
  const shape = message(
    ...dimensions.map((size): Field => [1, typeof size === "string" ? message([2, size]) : message([1, size])]),
  );
  return message([1, name], [2, message([1, message([1, type], [2, shape])])]);
}

function node(operator: string, inputs: readonly string[], output: string): Uint8Array {
  return message(...inputs.map((input): Field => [1, input]), [2, output], [4, operator]);
}

function floats(name: string, rows: readonly (readonly number[])[]): Uint8Array {
  const data = new Uint8Array(Float32Array.from(rows.flat()).buffer);
  return message([1, rows.length], [1, rows[0]?.length ?? 0], [2, FLOAT], [8, name], [9, data]);
}

function integers(name: string, values: readonly number[]): Uint8Array {
  const data = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
  return message([1, values.length], [2, INT64], [8, name], [9, data]);
}

interface Graph {
  readonly nodes: readonly Uint8Array[];
  readonly tables: readonly Uint8Array[];
  readonly output: Uint8Array;
}

function model({ nodes, tables, output }: Graph): Uint8Array {
  const inputs = ["input_ids", "attention_mask"].map((name) => valueInfo(name, INT64, ["batch", "sequence"]));
  const graph = message(
    ...nodes.map((bytes): Field => [1, bytes]),
    [2, "tiny"],
    ...tables.map((bytes): Field => [5, bytes]),
    ...inputs.map((bytes): Field => [11, bytes]),
    [12, output],
  );
  return message([1, 8], [8, message([1, ""], [2, 13])], [7, graph]);
}

/** An encoder that gives each token a vector of its own: `last_hidden_state` [batch, sequence, dimensions]. */
export function embeddingModel(vectors: readonly (readonly number[])[]): Uint8Array {
  return model({
    nodes: [node("Gather", ["table", "input_ids"], "last_hidden_state")],
    tables: [floats("table", vectors)],
    output: valueInfo("last_hidden_state", FLOAT, ["batch", "sequence", vectors[0]?.length ?? 0]),
  });
}

/** A cross-encoder whose answer is the sum of its tokens' weights: `logits` [batch, 1]. Padding has the token 0. */
export function rerankerModel(weights: readonly number[]): Uint8Array {
  return model({
    nodes: [node("Gather", ["table", "input_ids"], "each"), node("ReduceSum", ["each", "axes"], "logits")],
    tables: [
      floats(
        "table",
        weights.map((weight) => [weight]),
      ),
      integers("axes", [1]),
    ],
    output: valueInfo("logits", FLOAT, ["batch", 1, 1]),
  });
}
