/** Fields that are never logged, whatever they hold. Matched on the whole key, without case or separators. */
const SECRET_KEY =
  /(?:password|passphrase|secret|token|cookie|authorization|credential|apikey|privatekey|hash|session)$|^(?:pass|pwd|key|otp)$/;
const PERSONAL_KEY =
  /^(?:login|email|mail|phone|mobile|tel|address|ip|name|displayname|fullname|username|contact|wechat|birthday|idnumber|useragent|forwardedfor|body|text|content)$/;

/** What an id of ours looks like: `userId` is a pseudonym and stays, or nobody could follow a request. */
const MAX_TEXT = 4000;
const MAX_DEPTH = 6;
const MAX_ITEMS = 50;

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  // Credentials inside a connection address.
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@:]*:[^\s@]*@/gi, "$1[redacted]@"],
  [/\bBearer\s+[\w.~+/=-]+/gi, "Bearer [redacted]"],
  [/\$argon2\w*\$[^\s"']+/g, "[redacted]"],
  // Our own tokens say what they are, so that they are found wherever they turn up.
  [/\bdh[a-z]_[\w-]{20,}/g, "[redacted]"],
  [/\b(token|password|secret|code)=[^\s&"']+/gi, "$1=[redacted]"],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, "[email]"],
  [/(?<!\d)\d{17}[\dXx](?![\dXx])/g, "[id-number]"],
  [/(?<![\w-])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\w)/g, "[phone]"],
  [/(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g, "[address]"],
];

/** The same routes and ids come again and again, and each would go through all patterns. */
const known = new Map<string, string>();
const MOST_KNOWN = 1000;
const LONGEST_KNOWN = 100;

function redactText(text: string): string {
  if (text.length > LONGEST_KNOWN) return redactAnew(text);
  const before = known.get(text);
  if (before !== undefined) return before;
  const redacted = redactAnew(text);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, redacted);
  return redacted;
}

function redactAnew(text: string): string {
  const shortened = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
  return PATTERNS.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), shortened);
}

const hiddenKeys = new Map<string, boolean>();

function isHidden(key: string): boolean {
  const before = hiddenKeys.get(key);
  if (before !== undefined) return before;
  const plain = key.replace(/[-_.\s]/g, "").toLowerCase();
  const hidden = SECRET_KEY.test(plain) || PERSONAL_KEY.test(plain);
  if (hiddenKeys.size >= MOST_KNOWN) hiddenKeys.clear();
  hiddenKeys.set(key, hidden);
  return hidden;
}

/** A copy that may be written to a log: no secrets, no personal data, no cycles, bounded. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value === "bigint") return String(value);
  if (typeof value === "function" || typeof value === "symbol") return undefined;
  if (value === null || typeof value !== "object") return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (depth >= MAX_DEPTH) return "…";
  if (value instanceof Error) return redactError(value, depth);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) {
    const shown = value.slice(0, MAX_ITEMS).map((item) => redact(item, depth + 1));
    return value.length > MAX_ITEMS ? [...shown, `… ${value.length - MAX_ITEMS} more`] : shown;
  }
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    isHidden(key) ? "[redacted]" : redact(item, depth + 1),
  ]);
  return Object.fromEntries(entries);
}

/** PostgreSQL's errors carry rows in `detail`, `where` and parameters: only what names the place of the failure stays. */
const ERROR_FIELDS = ["code", "constraint", "table", "column", "schema", "routine", "severity", "syscall", "kind"];

function redactError(error: Error, depth: number): Record<string, unknown> {
  const fields = error as unknown as Record<string, unknown>;
  const kept = ERROR_FIELDS.filter((name) => ["string", "number"].includes(typeof fields[name]));
  return {
    name: error.name,
    message: redactText(error.message),
    ...Object.fromEntries(kept.map((name) => [name, fields[name]])),
    stack: redactText(error.stack ?? ""),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
    ...(error instanceof AggregateError ? { errors: redact(error.errors, depth + 1) } : {}),
  };
}
