/** The import table of CONTRIBUTING.md as rules: what is not allowed to a room is forbidden. */

/** Tests, and what they share beside the code. */
const test = "(\\.test|/testing/[a-z-]+)\\.ts$";
const installed = "^node_modules/";

/** Modules of Node that reach out of the program. */
const effects = "^(node:)?(fs|fs/promises|process|child_process|net|http|https|http2|dns|os|worker_threads)$";

/** What says and judges what an environment is; stacks as types alone. */
const judging = ["^app\\.ts$", "^stacks/", "^config/", "^checks/", "^model/"];

/** What of a capability the plan knows. */
const pure = "(plan|alarms)\\.ts$";

/** Pages have packages of their own, which are installed where a page is built: here they have names alone. */
const pages = "^workloads/[^/]+/frontend/";
const packageName = "^[@a-z][^.]*$";

/** Our own rooms, with the packages that a room may use beside them. */
const rooms = {
  app: {
    of: "^app\\.ts$",
    may: ["^app\\.ts$", "^stacks/", "^config/", "^model/plan/"],
    packages: ["cdktf", "constructs"],
  },
  config: {
    of: "^config/",
    may: ["^config/", "^model/", "^capabilities/[^/]+/schema\\.ts$"],
    packages: ["zod", "yaml", "fastest-levenshtein"],
  },
  model: { of: "^model/", may: ["^model/", `^capabilities/[^/]+/${pure}`], packages: ["fflate", "temporal-polyfill"] },
  "capability-schemas": {
    of: "^capabilities/[^/]+/schema\\.ts$",
    may: ["^config/schema/(primitives|rules)\\.ts$", "^model/"],
    packages: ["zod"],
  },
  "capability-plans": {
    of: `^capabilities/[^/]+/${pure}`,
    may: [`^capabilities/[^/]+/${pure}`, "^model/"],
    packages: [],
  },
  "capability-wirings": {
    of: "^capabilities/[^/]+/wiring\\.ts$",
    may: ["^constructs/", "^model/", `^capabilities/[^/]+/${pure}`],
    packages: ["cdktf", "constructs"],
  },
  constructs: {
    of: "^constructs/",
    may: ["^constructs/", "^model/"],
    packages: ["cdktf", "constructs", "@cdktf/provider-aws"],
  },
  stacks: {
    of: "^stacks/",
    may: ["^stacks/", "^constructs/", "^model/", "^capabilities/[^/]+/wiring\\.ts$"],
    packages: ["cdktf", "constructs", "@cdktf/provider-aws"],
  },
  checks: { of: "^checks/", may: ["^checks/", "^model/"], packages: ["zod"] },
  functions: {
    of: "^functions/",
    may: ["^functions/", "^model/"],
    packages: ["temporal-polyfill", "@aws-sdk"],
  },
  running: {
    of: "^running/",
    may: ["^running/", "^model/"],
    packages: ["zod", "esbuild", "fflate", "log-update"],
  },
  delivery: {
    of: "^delivery/",
    may: ["^delivery/", ...judging, "^running/"],
    packages: ["zod", "yaml", "tar", "temporal-polyfill", "@aws-sdk", "@octokit/request"],
  },
  rehearsal: {
    of: "^rehearsal/",
    may: ["^rehearsal/", ...judging, "^running/", "^delivery/"],
    packages: ["zod", "@aws-sdk"],
  },
  cli: {
    of: "^cli/.*\\.ts$",
    may: ["^cli/", ...judging, "^running/", "^delivery/", "^rehearsal/"],
    packages: ["commander", "node-sarif-builder"],
  },
  frontend: { of: pages, may: [pages, installed, packageName], packages: [] },
};

function packagePattern(names) {
  return names.map((name) => `${installed}${name}/`);
}

function onlyItsOwn([room, { of, may, packages }]) {
  return {
    name: `${room}-imports-what-the-table-allows`,
    comment: `${room} may import only what the table of the rooms says`,
    severity: "error",
    from: { path: of, pathNot: test },
    to: { pathNot: [...may, ...packagePattern(packages)], dependencyTypesNot: ["core"] },
  };
}

function withoutEffects(room) {
  return {
    name: `${room}-is-free-of-effects`,
    comment: `${room} reads no file, no process and no network`,
    severity: "error",
    from: { path: rooms[room].of, pathNot: test },
    to: { path: effects },
  };
}

function forbidden(name, comment, from, to) {
  return { name, comment, severity: "error", from, to };
}

module.exports = {
  forbidden: [
    ...Object.entries(rooms).map(onlyItsOwn),
    ...["app", "model", "constructs", "stacks", "capability-plans"].map(withoutEffects),
    forbidden(
      "schemas-are-free-of-effects",
      "a schema says what is allowed; config/load.ts reads files",
      { path: "^config/schema/", pathNot: test },
      { path: effects },
    ),
    forbidden(
      "stacks-know-settings-as-types",
      "a stack is handed its settings; the schema's code is not its business",
      { path: ["^stacks/", "^app\\.ts$"], pathNot: test },
      { path: "^config/", dependencyTypesNot: ["type-only"] },
    ),
    forbidden(
      "stacks-know-each-other-as-types",
      "stacks find each other by name, and only share what every stack is",
      { path: "^stacks/[a-z]+-stack\\.ts$", pathNot: test },
      { path: "^stacks/(account|base|runtime)-stack\\.ts$", dependencyTypesNot: ["type-only"] },
    ),
    forbidden(
      "rooms-behind-the-app-know-stacks-as-types",
      "app.ts makes the stacks and answers for them",
      { path: "^(cli|rehearsal|delivery)/", pathNot: test },
      { path: "^stacks/", dependencyTypesNot: ["type-only"] },
    ),
    forbidden(
      "names-are-composed-in-the-plan-alone",
      "everybody else reads names and ARNs in the plan",
      { pathNot: ["^model/", "^capabilities/[^/]+/plan\\.ts$", test] },
      { path: "^model/(naming|arn)\\.ts$", dependencyTypesNot: ["type-only"] },
    ),
    forbidden(
      "capabilities-do-not-know-each-other",
      "one can be added or removed without another",
      { path: "^capabilities/([^/]+)/" },
      { path: "^capabilities/", pathNot: "^capabilities/$1/" },
    ),
    forbidden("nobody-imports-main", "main.ts runs when it is loaded", {}, { path: "^main\\.ts$" }),
    forbidden(
      "nothing-imports-tests",
      "test code stays out of programs",
      { pathNot: ["^test/", "^scripts/", "^workloads/", test] },
      { path: ["^test/", test] },
    ),
    forbidden(
      "programs-import-no-scripts",
      "scripts are generators and launchers",
      {
        path: "^(main\\.ts|app\\.ts|cli|rehearsal|delivery|running|functions|config|capabilities|model|stacks|constructs|checks)",
        pathNot: [test, "\\.cjs$"],
      },
      { path: ["^scripts/", "^bench/"] },
    ),
    forbidden(
      "nothing-imports-a-workload",
      "whoever takes the folder of a workload away, or puts another one there, changes nothing else",
      { pathNot: "^workloads/" },
      { path: "^workloads/" },
    ),
    forbidden(
      "no-provider-root-index",
      "it loads every resource of AWS: twelve times the start, eight times the memory",
      {},
      { path: `${installed}@cdktf/provider-aws/(index\\.|lib/(index|lazy-index)\\.)` },
    ),
    forbidden("no-cycles", "a cycle has no order in which it can be understood", {}, { circular: true }),
    forbidden(
      "no-barrels",
      "an index file hides what is imported from where",
      {},
      { path: "(^|/)index\\.ts$", pathNot: installed },
    ),
    forbidden(
      "everything-resolves",
      "the import names nothing that is there",
      { pathNot: pages },
      { couldNotResolve: true },
    ),
    forbidden(
      "no-undeclared-packages",
      "package.json pins what is imported",
      { pathNot: [test, pages] },
      { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    ),
  ],
  options: {
    doNotFollow: { path: installed },
    exclude: {
      path: ["^cdktf\\.out/", "^\\.slipway/", "^coverage/", "^workloads/[^/]+/frontend/(dist|node_modules)/"],
    },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
    combinedDependencies: false,
  },
};
