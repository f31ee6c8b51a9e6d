import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { offline } from "./build/offline.ts";
import { tokensCss } from "./src/ui/tokens.ts";

/** The server writes a fresh nonce in its place for each answer. */
const NONCE = "__CSP_NONCE__";
const TOKENS = "virtual:tokens.css";

/** Design tokens as custom properties, so that style sheets and the sign-in page need no script for them. */
function tokens(): Plugin {
  const id = `\0${TOKENS}`;
  return {
    name: "tokens",
    resolveId: (source) => (source === TOKENS ? id : null),
    load: (source) => (source === id ? tokensCss() : null),
  };
}

/** Compressed once here, as small as it gets, rather than at each request. */
function compressed(): Plugin {
  return {
    name: "compressed",
    apply: "build",
    writeBundle({ dir = "dist" }) {
      const assets = join(dir, "assets");
      for (const name of readdirSync(assets)) {
        if (!/\.(?:js|css|svg|json)$/.test(name)) continue;
        const bytes = readFileSync(join(assets, name));
        const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;
        const params = { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_SIZE_HINT]: bytes.length };
        writeFileSync(join(assets, `${name}.br`), brotliCompressSync(bytes, { params }));
        writeFileSync(join(assets, `${name}.gz`), gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

const server = process.env["DUALHIGH_SERVER"] ?? "http://127.0.0.1:8080";

export default defineConfig(({ command }) => ({
  root: import.meta.dirname,
  plugins: [react(), tokens(), offline(), compressed()],
  resolve: {
    alias: [
      { find: /^\.\/useScrollLocker(?:\.js)?$/, replacement: join(import.meta.dirname, "src/ui/scroll-lock.ts") },
    ],
  },
  ...(command === "build" ? { html: { cspNonce: NONCE } } : {}),
  server: { host: "127.0.0.1", proxy: { "/api": { target: server } } },
  build: {
    target: "es2022",
    // A data: address would be one more thing for the page's policy to allow.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    reportCompressedSize: false,
  },
}));
