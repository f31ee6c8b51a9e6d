// @ts-check
// Draws /api/openapi.json and sends what is filled in. No library, no other host.

/** @type {Record<string, string>} */
const texts = /** @type {any} */ (window).referenceTexts;

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** An example of what a schema takes, to start typing from. */
function exampleOf(schema, all, depth = 0) {
  if (schema === undefined || depth > 6) return null;
  if (schema.$ref) return exampleOf(all[schema.$ref.split("/").pop()], all, depth + 1);
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0] ?? schema.allOf?.[0];
  if (choice) return exampleOf(choice, all, depth + 1);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === "object") {
    const entries = Object.entries(schema.properties ?? {});
    return Object.fromEntries(entries.map(([name, value]) => [name, exampleOf(value, all, depth + 1)]));
  }
  if (type === "array") return [exampleOf(schema.items, all, depth + 1)];
  return { string: "", number: 0, integer: 0, boolean: false }[type] ?? null;
}

function drawOperation(method, path, operation, schemas) {
  const inputs = new Map();
  const fields = element("div", { class: "fields" });
  for (const parameter of operation.parameters ?? []) {
    const id = `${operation.operationId}-${parameter.name}`;
    const input = element("input", { id, autocomplete: "off" });
    const note = parameter.required ? ` (${texts.required})` : "";
    fields.append(element("label", { for: id }, `${parameter.name}${note}`), input);
    inputs.set(parameter, input);
  }
  const schema = operation.requestBody?.content?.["application/json"]?.schema;
  const body = schema && element("textarea", { rows: "8", spellcheck: "false", "aria-label": texts.body });
  if (body) body.value = JSON.stringify(exampleOf(schema, schemas), null, 2);
  const answer = element("pre", { hidden: "", "aria-live": "polite", "aria-label": texts.answer, tabindex: "0" });
  const send = element("button", { type: "submit" }, texts.send);
  const form = element("form", {}, fields, ...(body ? [body] : []), send, answer);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer.hidden = false;
    const show = async () => {
      answer.textContent = await sendRequest(method, path, inputs, body?.value);
    };
    void show();
  });
  const access = element("p", { class: "quiet" }, `${texts.access}: ${operation["x-access"]}`);
  const shape = schema
    ? [
        element(
          "details",
          {},
          element("summary", {}, texts.schema),
          element("pre", {}, JSON.stringify(schema, null, 2)),
        ),
      ]
    : [];
  return element(
    "details",
    {
      "data-search":
        `${method} ${path} ${operation.operationId} ${operation.summary} ${operation["x-access"]}`.toLowerCase(),
    },
    element(
      "summary",
      {},
      element("span", { class: "method" }, method.toUpperCase()),
      element("code", {}, path),
      element("span", { class: "quiet" }, operation.summary),
    ),
    access,
    ...shape,
    form,
  );
}

async function sendRequest(method, path, inputs, body) {
  const query = new URLSearchParams();
  const headers = new Headers(body === undefined ? {} : { "content-type": "application/json" });
  let address = path;
  for (const [{ name, in: place }, { value }] of inputs) {
    if (value === "") continue;
    if (place === "path") address = address.replace(`{${name}}`, encodeURIComponent(value));
    else if (place === "query") query.set(name, value);
    else headers.set(name, value);
  }
  const search = query.size === 0 ? "" : `?${query}`;
  try {
    const response = await fetch(address + search, {
      method: method.toUpperCase(),
      headers,
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const etag = response.headers.get("etag");
    return [`${response.status}${etag === null ? "" : `  ETag ${etag}`}`, prettyJson(text)].join("\n");
  } catch {
    return texts.failed;
  }
}

function prettyJson(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

const main = /** @type {HTMLElement} */ (document.getElementById("operations"));
const description = await (await fetch("/api/openapi.json")).json();
const sections = new Map();
for (const [path, methods] of Object.entries(description.paths)) {
  for (const [method, operation] of Object.entries(methods)) {
    const tag = operation.tags?.[0] ?? "";
    if (!sections.has(tag)) sections.set(tag, element("section", {}, element("h2", {}, tag)));
    sections.get(tag).append(drawOperation(method, path, operation, description.components?.schemas ?? {}));
  }
}
main.replaceChildren(...sections.values());

document.getElementById("filter")?.addEventListener("input", (event) => {
  const wanted = /** @type {HTMLInputElement} */ (event.target).value.trim().toLowerCase();
  for (const section of sections.values()) {
    let shown = 0;
    for (const item of section.querySelectorAll(":scope > details")) {
      item.hidden = !item.dataset.search.includes(wanted);
      if (!item.hidden) shown += 1;
    }
    section.hidden = shown === 0;
  }
});
