/** What HashiCorp's OpenAPI document leaves out, and another source of HashiCorp's has. */
interface Addition {
  readonly schema: string;
  /** Where in the schema. */
  readonly at: readonly string[];
  /** Of an enumeration. */
  readonly values?: readonly string[];
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly source: string;
}

export const additions: readonly Addition[] = [
  {
    schema: "runs",
    at: ["properties", "attributes", "properties", "status"],
    values: ["force_canceled", "post_plan_awaiting_decision"],
    source: "documentation, Runs API, Run States, has the first; go-tfe, run.go, RunStatus, the second",
  },
];

/** Parameters that the document leaves out. */
export const parameters: Readonly<Record<string, readonly string[]>> = {
  // Documentation, Runs API, List Runs in a Workspace.
  "GET /workspaces/{workspace_id}/runs": [
    "filter[agent_pool_names]",
    "filter[source]",
    "filter[status_group]",
    "filter[timeframe]",
    "search[basic]",
    "search[commit]",
    "search[user]",
  ],
};

/** The document has some of it for some answers, and `meta` for some of them without the step between. */
export const ofEveryAnswer: Readonly<Record<string, unknown>> = {
  // Documentation, API Overview, "Pagination".
  meta: { type: "object", properties: { pagination: { $ref: "#/components/schemas/pagination" } } },
  // Documentation, API Overview, "Inclusion of Related Resources".
  included: { type: "array", items: {} },
};

/** Operations that the document leaves out; what they exchange is not looked at. */
export const elsewhere: Readonly<Record<string, string>> = {
  "GET /ping": "go-tfe, tfe.go, PingEndpoint",
  "GET /organizations/{organization_name}/entitlement-set":
    "documentation, Organizations API, Show the Entitlement Set",
  "GET /organizations/{organization_name}/capacity": "go-tfe, organization.go, ReadCapacity",
  "GET /organizations/{organization_name}/runs/queue": "go-tfe, organization.go, ReadRunQueue",
  "GET /workspaces/{workspace_id}/tag-bindings": "documentation, Workspaces API, List workspace tag bindings",
  "PATCH /workspaces/{workspace_id}/tag-bindings": "go-tfe, workspace.go, AddTagBindings",
  "GET /configuration-versions/{configuration_version_id}/download":
    "documentation, Configuration Versions API, Download Configuration Files: 302 to a temporary address, where the document has 200",
  "GET /runs/{run_id}/run-events": "go-tfe, run_event.go, List",
  "POST /runs/{run_id}/actions/discard": "documentation, Runs API, Discard a Run",
  "POST /runs/{run_id}/actions/cancel": "documentation, Runs API, Cancel a Run",
  "POST /runs/{run_id}/actions/force-cancel": "documentation, Runs API, Forcefully cancel a run",
};
