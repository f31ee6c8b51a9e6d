// Writes what is generated from the code and committed; tests keep the files current. `node server/src/generate.ts`
import { writeFileSync } from "node:fs";
import { describeApi } from "./app.ts";
import { describeTransitions } from "./modules/needs/index.ts";
import { describeConfig } from "./platform/config.ts";

writeFileSync(new URL("../../docs/operations/configuration.md", import.meta.url), describeConfig());
writeFileSync(new URL("../../docs/need-states.md", import.meta.url), describeTransitions());
writeFileSync(new URL("../openapi.json", import.meta.url), describeApi());
