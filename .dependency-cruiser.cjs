// The walls between the parts of this repository; docs/decisions/0003-checks-and-walls.md says why each stands.

/** A workspace and the workspaces that it may import. The order is the order in which data flows. */
const WORKSPACES = {
  kernel: [],
  matching: [],
  lists: ["kernel"],
  matchlist: ["kernel", "lists", "matching"],
  sample: ["kernel", "lists"],
  server: ["kernel", "lists", "matching", "matchlist", "sample"],
  client: ["kernel"],
  web: ["kernel", "client"],
  cli: ["kernel", "lists", "matching", "matchlist", "sample", "client", "server"],
  e2e: ["kernel", "client", "lists"],
  bench: ["kernel", "lists", "matching", "matchlist", "sample", "server", "client", "cli"],
};

/** Modules of the server in the order in which data flows: each imports only from those before it. */
const MODULES = [
  "identity",
  "directory",
  "facilities",
  "pairs",
  "needs",
  "matchmaking",
  "challenges",
  "agreements",
  "transformation",
  "funds",
  "consortia",
  "talent",
  "policy",
  "notify",
  "insight",
];

const names = Object.keys(WORKSPACES);
const OURS = `^(?:${names.join("|")})/`;
const TEST = "\\.test\\.tsx?$|^[^/]+/test/";
/** What another workspace may open: the package's index, the engine's IO half, and what backup needs of the server. */
const DOOR = "^[^/]+/src/(?:node/)?index\\.ts$|^server/src/ops\\.ts$";

const workspaceOrder = Object.entries(WORKSPACES).map(([name, allowed]) => ({
  name: `${name}-imports-only-${allowed.join("-") || "itself"}`,
  severity: "error",
  from: { path: `^${name}/` },
  to: {
    path: "^[^/]+/",
    pathNot: ["(?:^|/)node_modules/", `^(?:${[name, ...allowed].join("|")})/`],
    dependencyTypesNot: ["core", "unknown"],
  },
}));

const moduleOrder = MODULES.slice(0, -1).map((name, index) => ({
  name: `module-${name}-imports-no-later-module`,
  severity: "error",
  from: { path: `^server/src/modules/${name}/` },
  to: { path: `^server/src/modules/(?:${MODULES.slice(index + 1).join("|")})/` },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycle",
      comment: "Break it: let the later part ask the earlier one, never back.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-unresolvable",
      comment: "The import leads nowhere: a typing error, or a file that its package does not open to others.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^virtual:" },
    },
    {
      name: "workspace-has-its-place",
      comment: "A new workspace states in .dependency-cruiser.cjs what it may import.",
      severity: "error",
      from: { path: "^[^/]+/src/", pathNot: OURS },
      to: {},
    },
    ...workspaceOrder,
    {
      name: "tools-stand-apart",
      comment: "Tools watch over the house; they are no part of it.",
      severity: "error",
      from: { path: "^tools/" },
      to: { path: OURS },
    },
    {
      name: "workspace-by-package-name",
      comment: "Import another workspace as @dual-high/name, never by a relative path.",
      severity: "error",
      from: { path: "^([^/]+)/" },
      to: { path: OURS, pathNot: "^$1/", dependencyTypes: ["local"] },
    },
    {
      name: "workspace-by-its-door",
      comment: "Another workspace is open at its src/index.ts alone.",
      severity: "error",
      from: { path: "^([^/]+)/" },
      to: { path: OURS, pathNot: ["^$1/", DOOR] },
    },
    {
      name: "no-test-in-product",
      comment: "What product code needs does not live in a test.",
      severity: "error",
      from: { pathNot: TEST },
      to: { path: TEST },
    },
    {
      name: "no-undeclared-dependency-in-product",
      comment:
        "What product code imports is a dependency in its workspace's own package.json, or a peer that its user may install. Generators and browser tests stay here.",
      severity: "error",
      from: { path: OURS, pathNot: [TEST, "/generate\\.ts$", "^e2e/"] },
      to: { dependencyTypes: ["npm-no-pkg", "npm-dev"], dependencyTypesNot: ["type-only", "npm-peer"] },
    },
    {
      name: "matching-is-pure",
      comment: "The engine does no IO; what touches files and threads lives in matching/src/node/.",
      severity: "error",
      from: { path: "^matching/src/", pathNot: ["^matching/src/node/", TEST] },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "matching-does-not-call-its-io",
      severity: "error",
      from: { path: "^matching/src/", pathNot: ["^matching/src/node/", TEST] },
      to: { path: "^matching/src/node/" },
    },
    {
      name: "rules-are-pure",
      comment: "rules.ts decides; it is handed what it needs.",
      severity: "error",
      from: { path: "/rules\\.ts$" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "server-rules-know-only-types",
      severity: "error",
      from: { path: "^server/src/modules/[^/]+/rules\\.ts$" },
      to: {
        pathNot: ["/(?:types|rules)\\.ts$", "^kernel/", "(?:^|/)node_modules/"],
        dependencyTypesNot: ["type-only", "core"],
      },
    },
    {
      name: "module-by-its-door",
      comment: "A module of the server is open to the others at its index.ts alone.",
      severity: "error",
      from: { path: "^server/src/modules/([^/]+)/" },
      to: {
        path: "^server/src/modules/[^/]+/",
        pathNot: ["^server/src/modules/$1/", "^server/src/modules/[^/]+/index\\.ts$"],
      },
    },
    {
      name: "app-opens-modules-by-their-doors",
      severity: "error",
      from: { path: "^server/src/", pathNot: ["^server/src/modules/", TEST] },
      to: { path: "^server/src/modules/", pathNot: "^server/src/modules/[^/]+/(?:index|routes)\\.ts$" },
    },
    ...moduleOrder,
    {
      name: "module-has-its-place",
      comment: "A new module states its place in the order of .dependency-cruiser.cjs.",
      severity: "error",
      from: { path: "^server/src/modules/", pathNot: `^server/src/modules/(?:${MODULES.join("|")})/` },
      to: {},
    },
    {
      name: "module-does-not-know-the-app",
      severity: "error",
      from: { path: "^server/src/modules/", pathNot: TEST },
      to: { path: "^server/src/[^/]+\\.ts$" },
    },
    {
      name: "web-features-stand-apart",
      comment: "A feature of the interface knows no other; app/ puts them together.",
      severity: "error",
      from: { path: "^web/src/features/([^/]+)/" },
      to: { path: "^web/src/features/", pathNot: "^web/src/features/$1/" },
    },
    {
      name: "web-frame-knows-no-feature",
      comment: "What features stand on does not know them.",
      severity: "error",
      from: { path: "^web/src/(?:data|frame|text|ui)/" },
      to: { path: "^web/src/(?:app|features)/" },
    },
    {
      name: "web-base-knows-no-frame",
      comment: "Data, texts and components do not know the frame around pages.",
      severity: "error",
      from: { path: "^web/src/(?:data|text|ui)/", pathNot: TEST },
      to: { path: "^web/src/frame/" },
    },
    {
      name: "platform-knows-no-module",
      severity: "error",
      from: { path: "^server/src/platform/" },
      to: { path: "^server/src/(?:modules/|[^/]+\\.ts$)" },
    },
  ],
  options: {
    doNotFollow: { path: "(?:^|/)node_modules/" },
    // A type import couples as an import does.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  },
};
