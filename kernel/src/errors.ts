import type { Language, Message } from "./language.ts";

/**
 * How a failure is answered: `validation` is input that a person can mend (exit code 2, HTTP 422), the others say what
 * stands in the way. `stale` is a write on a version that someone else has replaced. The numbers live where they are
 * spoken: cli and server.
 */
export const ERROR_KINDS = [
  "validation",
  "unauthenticated",
  "forbidden",
  "not_found",
  "conflict",
  "stale",
  "limit",
  "unavailable",
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

export interface ErrorDefinition<P> {
  readonly kind: ErrorKind;
  readonly message: Message<P>;
  /** The field of what was sent that has to be mended, where there is one: `on`, `terms/teamShareBp`. */
  readonly field?: string | ((params: P) => string);
}

/** A failure that a person can understand: a stable code, its parameters, and a sentence in each language. */
export class DomainError extends Error {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly params: Readonly<Record<string, unknown>>;
  readonly field: string | null;
  readonly #say: (language: Language) => string;

  constructor(
    code: string,
    kind: ErrorKind,
    params: object,
    say: (language: Language) => string,
    field: string | null = null,
  ) {
    super(say("en"));
    this.name = "DomainError";
    this.code = code;
    this.kind = kind;
    this.params = { ...params };
    this.field = field;
    this.#say = say;
  }

  /** What happened, to which record, and what to do. */
  text(language: Language): string {
    return this.#say(language);
  }
}

type ParamsOf<D> = D extends ErrorDefinition<infer P> ? P : never;

const declared = new Map<string, ErrorDefinition<never>>();

/** Codes that modules loaded so far have declared, in their order. */
export function listErrorCodes(): string[] {
  return [...declared.keys()].toSorted();
}

/** What was declared under a code, for a page or a document about it. */
export function findErrorDefinition(code: string): ErrorDefinition<never> | null {
  return declared.get(code) ?? null;
}

/**
 * Declares the errors of a module once, `<module>.<snake_reason>` to wording, and returns the function that makes them.
 * The call site is checked: an unknown code or a missing parameter does not compile.
 */
export function defineErrors<T extends Record<string, ErrorDefinition<never>>>(definitions: T) {
  for (const [code, definition] of Object.entries(definitions)) declared.set(code, definition);
  return function domainError<C extends keyof T & string>(code: C, params: ParamsOf<T[C]>): DomainError {
    const definition = definitions[code] as unknown as ErrorDefinition<object>;
    const values = params as object;
    const { kind, message, field = null } = definition;
    const named = typeof field === "function" ? field(values) : field;
    return new DomainError(code, kind, values, (language) => message[language](values), named);
  };
}
