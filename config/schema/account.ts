import { z } from "zod";
import { bucketsSchema } from "../../capabilities/buckets/schema";
import { kebabCase } from "../../model/name-rules";
import { defaultTerraformCloudHost } from "../../model/terraform-cloud";
import { awsAccountId, awsRegion, hostAndPort, kebabName, text, wholeNumber } from "./primitives";
import { namedEntries, withRule } from "./rules";
import { tagsSchema } from "./tags";

const oidcProvider = z
  .enum(["create", "existing"])
  .default("create")
  .describe("An account has one identity provider for each address: create it, or use the existing one");

const teamName = text(/^[A-Za-z0-9_-]{1,90}$/, "a team", "1 to 90 letters, digits, - or _");

const teams = withRule(
  z.strictObject({
    pipeline: teamName.describe("Team of the pipeline's token: may plan, not apply"),
    approvers: teamName.describe("Team of the people who confirm a run"),
    scheduled: teamName
      .max(40)
      .default("scheduled")
      .describe(
        "What the names of the teams begin with whose tokens confirm scheduled runs, one for each environment that is torn down at weekends: scheduled-ENVIRONMENT",
      ),
  }),
  z.object({ pipeline: z.string(), approvers: z.string() }),
  ({ pipeline, approvers }) => {
    if (pipeline === "owners") {
      return [{ path: ["pipeline"], message: "owners may apply whatever a workspace says; name another team" }];
    }
    if (pipeline !== approvers) return [];
    return [
      { path: ["approvers"], message: `${approvers} is the pipeline's team, which must not apply; name another` },
    ];
  },
);

const terraformCloud = z.strictObject({
  organization: text(
    /^[A-Za-z0-9][A-Za-z0-9_-]{2,39}$/,
    "a Terraform Cloud organization",
    "3 to 40 letters, digits, - or _",
  ).describe("Terraform Cloud organization"),
  project: text(
    /^(?=.{3,40}$)[A-Za-z0-9_-]+( [A-Za-z0-9_-]+)*$/,
    "a Terraform Cloud project",
    "3 to 40 letters, digits, -, _ and single inner spaces",
  )
    .default("Default Project")
    .describe("Project of the workspaces; what a run may do in AWS hangs on its name"),
  workspacePrefix: kebabName
    .max(40)
    .optional()
    .describe("Put before each workspace name with a hyphen; without it a workspace is named after its stack"),
  hostname: hostAndPort
    .default(defaultTerraformCloudHost)
    .describe("Host of Terraform Cloud, or of a server that speaks its API"),
  oidcProvider,
  terraformVersion: text(/^\d+\.\d+\.\d+$/, "a Terraform version", "an exact one such as 1.11.4")
    .default("1.11.4")
    .describe("Terraform that the workspaces run"),
  teams: teams
    .optional()
    .describe("Who may do what in the workspaces; without it, nobody beside the organization's owners"),
});

const githubId = wholeNumber(1, 1_000_000_000_000);

const github = z.strictObject({
  organization: text(
    /^(?=.{1,39}$)[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/,
    "a GitHub organization",
    "1 to 39 letters, digits and single inner hyphens",
  ).describe("GitHub organization, written as GitHub shows it"),
  organizationId: githubId.describe(
    "Its number, id in GET /orgs/ORGANIZATION: a name can change hands, a number cannot",
  ),
  repository: text(/^[A-Za-z0-9._-]{1,100}$/, "a GitHub repository", "1 to 100 letters, digits and ._-").describe(
    "Repository whose workflows deliver, without its organization",
  ),
  repositoryId: githubId.describe("Its number, id in GET /repos/ORGANIZATION/REPOSITORY"),
  provenance: z
    .enum(["unchecked", "required"])
    .default("unchecked")
    .describe(
      "Required: an image that images.yml builds is released only with GitHub's attestations of where it comes from and what is in it; private repositories need GitHub Enterprise Cloud for them",
    ),
  oidcProvider,
});

const projectPath = text(
  /^(?!\/)(?!.*(^|\/)\.\.(\/|$))[A-Za-z0-9_./-]{1,200}$/,
  "a path in the project",
  "one below its root, with forward slashes, such as . or workloads/agent",
);

const repository = z.strictObject({
  name: text(
    /^(?=.{2,256}$)[a-z0-9]+([._-][a-z0-9]+)*(\/[a-z0-9]+([._-][a-z0-9]+)*)*$/,
    "the name of an image repository",
    "2 to 256 lower-case letters, digits and inner ._-/",
  )
    .optional()
    .describe("Name in ECR; without it, the key"),
  build: z
    .strictObject({
      context: projectPath.default(".").describe("Folder that the build may read, below the project's root"),
      file: projectPath.default("Dockerfile").describe("Dockerfile, below the project's root"),
    })
    .optional()
    .describe("What its images are built from; without it, somebody else pushes them"),
  keptImages: wholeNumber(10, 1000)
    .default(50)
    .describe("Newest images kept beside all that were released; each costs about 0.10 USD a GB and month"),
  keptUntaggedDays: wholeNumber(1, 365)
    .default(14)
    .describe("Days that an image is kept which no tag names, as what a tool pushes beside a tagged one"),
});

const repositories = withRule(
  namedEntries(repository, kebabCase, (name) =>
    kebabCase.test(name) && name.length >= 2 && name.length <= 256
      ? undefined
      : "a repository is named with 2 to 256 lower-case letters, digits and single inner hyphens, starting with a letter; its name in ECR may have others",
  ),
  z.record(z.string(), z.object({ name: z.string().optional().catch(undefined) }).catch({})),
  (all) => {
    const entries = Object.entries(all).map(([key, { name }]) => ({ key, name, full: name ?? key }));
    return entries.flatMap(({ key, name, full }, index) => {
      const earlier = entries.slice(0, index).find((other) => other.full === full)?.key;
      if (earlier === undefined) return [];
      const message = `${earlier} is named ${full} in ECR too; choose another name`;
      return [{ path: name === undefined ? [key] : [key, "name"], message, at: name === undefined ? "key" : "value" }];
    });
  },
);

export const accountSchema = z.strictObject({
  accountId: awsAccountId.describe("AWS account id: 12 digits, quoted"),
  region: awsRegion.describe("AWS region of all stacks of this account"),
  owner: kebabName.max(64).describe("Role that owns the account; becomes the Owner tag"),
  terraformCloud: terraformCloud.describe("Where the state is kept, and where plans and applies run"),
  github: github
    .optional()
    .describe("Repository whose workflows push images, release and look; without it, GitHub has no rights here"),
  repositories: repositories
    .default({})
    .describe("Image repositories of the account: an image is built once for all environments, and promoted by digest"),
  buckets: bucketsSchema.describe(
    "Private buckets that several environments use, with versions and under Amazon's key; services are permitted what they do there (permissions). Each is named slipway-ACCOUNT-NAME-ACCOUNTID",
  ),
  tags: tagsSchema,
});

/** One AWS account with what is decided once for it. */
export type Account = Readonly<z.output<typeof accountSchema> & { readonly name: string }>;
