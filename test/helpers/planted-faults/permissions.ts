import type { JsonObject } from "../../../model/json";
import { added, changed, type PlantedFault, set, statement } from "./planting";

const own = (rule: string) => ({ scanner: "slipway" as const, rule });
const github = "token.actions.githubusercontent.com";
/** The image-push role of GitHub, trusted under another condition. */
const trustedIf = (Condition: JsonObject) =>
  statement("aws_iam_role", "image-push", "assume_role_policy", { Condition });
const tfsec = (rule: string) => ({ scanner: "tfsec" as const, rule });

export const permissionFaults: readonly PlantedFault[] = [
  {
    title: "every action of a service",
    stack: "staging",
    plant: statement("aws_iam_role_policy", "agent-task", "policy", { Action: ["secretsmanager:*"] }),
    foundBy: tfsec("aws-iam-no-policy-wildcards"),
  },
  {
    title: "a wildcard of the kind that tfsec lets pass",
    stack: "staging",
    plant: statement("aws_iam_role_policy", "agent-task", "policy", { Action: ["ec2:Describe*"] }),
    foundBy: own("wildcard-action"),
  },
  {
    title: "an action on every resource",
    stack: "staging",
    plant: statement("aws_iam_role_policy", "agent-task", "policy", { Resource: "*" }),
    foundBy: own("wildcard-resource"),
  },
  {
    title: "a role that everybody may assume",
    stack: "staging",
    plant: statement("aws_iam_role", "agent-task", "assume_role_policy", { Principal: { AWS: "*" } }),
    foundBy: own("any-principal"),
  },
  {
    title: "a role for every repository of an identity provider",
    stack: "staging",
    plant: statement("aws_iam_role", "agent-task", "assume_role_policy", { Action: ["sts:AssumeRoleWithWebIdentity"] }),
    foundBy: own("oidc-subject"),
  },
  {
    title: "a GitHub role for every branch of every repository of the organization",
    stack: "account-shop",
    plant: trustedIf({
      StringEquals: { [`${github}:aud`]: "sts.amazonaws.com" },
      StringLike: { [`${github}:sub`]: "repo:shop-works/*" },
    }),
    foundBy: own("oidc-subject"),
  },
  {
    title: "a GitHub role for all but one subject",
    stack: "account-shop",
    plant: trustedIf({
      StringEquals: { [`${github}:aud`]: "sts.amazonaws.com" },
      StringNotEquals: { [`${github}:sub`]: "repo:shop-works/shop-works:pull_request" },
    }),
    foundBy: own("oidc-subject"),
  },
  {
    title: "a GitHub role for tokens of any audience",
    stack: "account-shop",
    plant: trustedIf({ StringEquals: { [`${github}:sub`]: "repo:shop-works/shop-works:ref:refs/heads/main" } }),
    foundBy: own("oidc-audience"),
  },
  {
    title: "every right for a Terraform Cloud plan role",
    stack: "account-shop",
    plant: statement("aws_iam_role_policy", "account-shop-plan", "policy", { Action: ["iam:*"], Resource: "*" }),
    foundBy: own("wildcard-action"),
  },
  {
    title: "a policy as an expression",
    stack: "staging",
    plant: set("aws_iam_role_policy", "agent-task", { policy: "${jsonencode({ Statement = [] })}" }),
    foundBy: own("policy-readable"),
  },
  {
    title: "Terraform Cloud's plans on the role that applies",
    stack: "account-shop",
    plant: changed("aws_iam_role", "staging-apply", (body) => ({
      ...body,
      assume_role_policy: String(body.assume_role_policy).replace("run_phase:apply", "run_phase:plan"),
    })),
    foundBy: own("role-as-planned"),
  },
  {
    title: "a boundary that refuses nothing",
    stack: "account-shop",
    plant: changed("aws_iam_policy", "runtime-boundary", (body) => ({
      ...body,
      policy: String(body.policy).replaceAll('"Deny"', '"Allow"'),
    })),
    foundBy: own("policy-as-planned"),
  },
  {
    title: "a policy of AWS beside the planned ones",
    stack: "account-shop",
    plant: added("aws_iam_role_policy_attachment", {
      role: "slipway-shop-staging-plan",
      policy_arn: "arn:aws:iam::aws:policy/PowerUserAccess",
    }),
    foundBy: own("role-attachments-as-planned"),
  },
];
