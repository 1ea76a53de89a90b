import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";

/** HashiCorp's own description of the API, which its Go client is generated from. */
const source = {
  document: "v2/openapi/spec.json",
  repository: "github.com/hashicorp/go-tfe",
  commit: "0fa6b0997dd85908342c5377ff69a83070449644",
  date: "2026-08-04",
  sha256: "ce142a02859559a8d5feaad766d1359de7a84993b254a616a18d9d934af321cb",
  license: "MPL-2.0, https://www.mozilla.org/en-US/MPL/2.0/; a part of it, without what only people read",
} as const;

/** What the stand-in serves, or a server that is read by its rules may. */
const paths: readonly string[] = [
  "/account/details",
  "/agent-pools/{agent_pool_id}",
  "/agent-pools/{agent_pool_id}/agents",
  "/applies/{id}",
  "/configuration-versions/{configuration_version_id}",
  "/cost-estimates/{id}",
  "/organizations/{organization_name}",
  "/organizations/{organization_name}/agent-pools",
  "/organizations/{organization_name}/projects",
  "/organizations/{organization_name}/teams",
  "/organizations/{organization_name}/varsets",
  "/organizations/{organization_name}/workspaces",
  "/organizations/{organization_name}/workspaces/{workspace_name}",
  "/plans/{id}",
  "/plans/{id}/json-output",
  "/plans/{id}/json-output-redacted",
  "/policy-checks/{id}",
  "/policy-checks/{id}/actions/override",
  "/projects/{project_id}",
  "/projects/{project_id}/effective-tag-bindings",
  "/projects/{project_id}/relationships/tag-bindings",
  "/projects/{project_id}/varsets",
  "/runs",
  "/runs/{run_id}",
  "/runs/{run_id}/actions/apply",
  "/runs/{run_id}/policy-checks",
  "/runs/{run_id}/task-stages",
  "/state-versions/{state_version_id}",
  "/state-versions/{state_version_id}/outputs",
  "/task-stages/{task_stage_id}",
  "/task-stages/{task_stage_id}/actions/override",
  "/team-projects",
  "/team-projects/{team_project_id}",
  "/team-workspaces",
  "/team-workspaces/{team_workspace_id}",
  "/teams/{team_id}",
  "/users/{user_id}",
  "/varsets/{varset_id}",
  "/varsets/{varset_id}/relationships/vars",
  "/workspaces/{workspace_id}",
  "/workspaces/{workspace_id}/actions/force-unlock",
  "/workspaces/{workspace_id}/actions/lock",
  "/workspaces/{workspace_id}/actions/unlock",
  "/workspaces/{workspace_id}/all-vars",
  "/workspaces/{workspace_id}/applicable-varsets",
  "/workspaces/{workspace_id}/configuration-versions",
  "/workspaces/{workspace_id}/current-state-version",
  "/workspaces/{workspace_id}/current-state-version-outputs",
  "/workspaces/{workspace_id}/effective-tag-bindings",
  "/workspaces/{workspace_id}/provider-sets",
  "/workspaces/{workspace_id}/relationships/tag-bindings",
  "/workspaces/{workspace_id}/relationships/tags",
  "/workspaces/{workspace_id}/run-triggers",
  "/workspaces/{workspace_id}/runs",
  "/workspaces/{workspace_id}/state-versions",
  "/workspaces/{workspace_id}/tasks",
  "/workspaces/{workspace_id}/vars",
  "/workspaces/{workspace_id}/vars/{id}",
  "/workspaces/{workspace_id}/varsets",
  "/workspaces/{workspace_id}/varsets/{varset_id}/relationships/vars",
];

const contentSchema = z.object({
  content: z.record(z.string(), z.object({ schema: z.unknown().optional() })).default({}),
});
const parameterSchema = z.union([z.object({ $ref: z.string() }), z.object({ in: z.string(), name: z.string() })]);
const operationSchema = z.object({
  parameters: z.array(parameterSchema).default([]),
  requestBody: contentSchema.optional(),
  responses: z.record(z.string(), contentSchema),
});
const documentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.object({
    schemas: z.record(z.string(), z.unknown()),
    parameters: z.record(z.string(), z.object({ name: z.string() })),
  }),
});

type Document = z.output<typeof documentSchema>;

/** Copies the part of the document that the stand-in is held to: `npm run contract -- PATH`, of the file at that commit. */
function main(file: string): void {
  const text = readFileSync(file, "utf8");
  const sha256 = createHash("sha256").update(text).digest("hex");
  if (sha256 !== source.sha256) throw new Error(`${file} is not ${source.document} at commit ${source.commit}`);
  const document = documentSchema.parse(JSON.parse(text));
  const operations = paths.flatMap((path) => operationsOf(document, path));
  const schemas = [...referenced(operations, document)].sort().map((name) => {
    return [name, plain(document.components.schemas[name])] as const;
  });
  const parts = [
    `"source": ${JSON.stringify(source)}`,
    `"operations": {\n${lines(operations)}\n}`,
    `"schemas": {\n${lines(schemas)}\n}`,
  ];
  writeFileSync("test/helpers/terraform-cloud/contract.json", `{\n${parts.join(",\n")}\n}\n`);
}

function lines(entries: readonly (readonly [string, unknown])[]): string {
  return entries.map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(",\n");
}

const methods: readonly string[] = ["delete", "get", "patch", "post", "put"];

function operationsOf(document: Document, path: string) {
  return Object.entries(document.paths[path] ?? {})
    .filter(([method]) => methods.includes(method))
    .map(([method, written]) => {
      const { parameters, requestBody, responses } = operationSchema.parse(written);
      const successes = Object.entries(responses).filter(([status]) => /^[23]/.test(status));
      const operation = {
        query: parameters.flatMap((parameter) => queryName(document, parameter)),
        request: schemaOf(requestBody),
        answers: Object.fromEntries(successes.map(([status, answer]) => [status, schemaOf(answer) ?? null])),
      };
      return [`${method.toUpperCase()} ${path}`, operation] as const;
    });
}

function queryName(document: Document, parameter: z.output<typeof parameterSchema>): readonly string[] {
  if (!("$ref" in parameter)) return parameter.in === "query" ? [parameter.name] : [];
  const name = parameter.$ref.split("/").at(-1) ?? "";
  return [document.components.parameters[name]?.name ?? name];
}

function schemaOf(holder: z.output<typeof contentSchema> | undefined): unknown {
  const schema = holder?.content["application/vnd.api+json"]?.schema;
  return schema === undefined ? undefined : plain(schema);
}

const forPeople: ReadonlySet<string> = new Set(["description", "example", "x-vis"]);

/** Without what only people read. */
function plain(schema: unknown, isNames = false): unknown {
  if (Array.isArray(schema)) return schema.map((item) => plain(item));
  if (typeof schema !== "object" || schema === null) return schema;
  const kept = Object.entries(schema).filter(([name]) => isNames || !forPeople.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, plain(value, name === "properties" && !isNames)]));
}

/** The schemas that are named, those that they name, and so on. */
function referenced(value: unknown, document: Document, found: Set<string> = new Set()): Set<string> {
  for (const [, name = ""] of JSON.stringify(value).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)) {
    if (found.has(name)) continue;
    found.add(name);
    referenced(plain(document.components.schemas[name]), document, found);
  }
  return found;
}

main(process.argv[3] ?? "");
