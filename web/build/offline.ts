import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin, type Rollup } from "vite";

const SOURCE = join(import.meta.dirname, "../src");
const ICONS = [
  { file: "icon-192.png", sizes: "192x192", purpose: "any" },
  { file: "icon-512.png", sizes: "512x512", purpose: "any" },
  { file: "icon-maskable-512.png", sizes: "512x512", purpose: "maskable" },
];
const APPLE_ICON = "icon-180.png";
/** What a phone without a network opens. */
const WALK = "/features/surveys/walk/";

interface Emitted {
  readonly fileName: string;
  readonly source: Buffer | string;
}

/**
 * Makes the interface installable and a part of it work without a network: a manifest with icons, and a service worker that
 * keeps the files which the walking pages are made of, and no others.
 */
export function offline(): Plugin {
  const icons = new Map([...ICONS.map(({ file }) => file), APPLE_ICON].map((file) => [file, iconOf(file)]));
  const manifest = manifestOf(icons);
  return {
    name: "offline",
    apply: "build",
    enforce: "post",
    transformIndexHtml: () => [
      { tag: "link", attrs: { rel: "manifest", href: `/${manifest.fileName}` }, injectTo: "head" },
      {
        tag: "link",
        attrs: { rel: "apple-touch-icon", href: `/${icons.get(APPLE_ICON)?.fileName}` },
        injectTo: "head",
      },
      { tag: "meta", attrs: { name: "theme-color", content: "#0f6b6b" }, injectTo: "head" },
    ],
    async generateBundle(_options, bundle) {
      for (const { fileName, source } of [manifest, ...icons.values()]) {
        this.emitFile({ type: "asset", fileName, source });
      }
      const chunks = Object.values(bundle).filter((output) => output.type === "chunk");
      const files = [...filesOf(chunks), ...[manifest, ...icons.values()].map(({ fileName }) => fileName)].toSorted();
      const entry = chunks.find(({ isEntry }) => isEntry)?.fileName ?? "";
      const script = await buildWorker(files, entry);
      this.emitFile({ type: "asset", fileName: "sw.js", source: script });
    },
  };
}

function named(name: string, ending: string, source: Buffer | string): Emitted {
  return { fileName: `assets/${name}-${digestOf(source)}.${ending}`, source };
}

function digestOf(content: Buffer | string): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 10);
}

function iconOf(file: string): Emitted {
  return named(file.replace(".png", ""), "png", readFileSync(join(SOURCE, "ui/icons", file)));
}

function manifestOf(icons: ReadonlyMap<string, Emitted>): Emitted {
  const content = {
    id: "/walk",
    name: "双高协同 · 走访 Dual-High",
    short_name: "双高协同",
    description: "按楼层走访企业，没有网络也能填写。 Floor by floor, with or without a network.",
    lang: "zh-CN",
    start_url: "/walk",
    scope: "/",
    display: "standalone",
    background_color: "#faf8f5",
    theme_color: "#0f6b6b",
    icons: ICONS.map(({ file, sizes, purpose }) => ({
      src: `/${icons.get(file)?.fileName}`,
      sizes,
      type: "image/png",
      purpose,
    })),
  };
  return named("manifest", "webmanifest", JSON.stringify(content));
}

/** The entry, the walking pages, and whatever these load at once. */
function filesOf(chunks: readonly Rollup.OutputChunk[]): Set<string> {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const files = new Set<string>();
  const take = (chunk: Rollup.OutputChunk | undefined): void => {
    if (chunk === undefined || files.has(chunk.fileName)) return;
    files.add(chunk.fileName);
    for (const file of [...(chunk.viteMetadata?.importedCss ?? []), ...(chunk.viteMetadata?.importedAssets ?? [])]) {
      files.add(file);
    }
    for (const name of chunk.imports) take(byName.get(name));
  };
  for (const chunk of chunks) if (chunk.isEntry || chunk.facadeModuleId?.includes(WALK)) take(chunk);
  return files;
}

/** The page is kept too; it changes with the files that it names. */
async function buildWorker(files: readonly string[], entry: string): Promise<string> {
  const kept = [
    { url: "/", revision: digestOf(files.join("\n")) },
    ...files.map((file) => ({ url: `/${file}`, revision: null })),
  ];
  const built = await build({
    root: SOURCE,
    configFile: false,
    logLevel: "warn",
    define: {
      FILES: JSON.stringify(kept),
      ENTRY: JSON.stringify(entry),
      "process.env.NODE_ENV": JSON.stringify("production"),
    },
    build: {
      write: false,
      target: "es2022",
      rollupOptions: {
        input: join(SOURCE, "worker/service-worker.ts"),
        output: { format: "iife", entryFileNames: "sw.js" },
      },
    },
  });
  const [output] = [built].flat() as Rollup.RollupOutput[];
  const script = output?.output[0];
  if (script?.type !== "chunk") throw new Error("The service worker was not built.");
  return script.code;
}
