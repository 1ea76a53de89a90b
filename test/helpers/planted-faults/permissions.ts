import { type PlantedFault, set, statement } from "./planting";

const own = (rule: string) => ({ scanner: "slipway" as const, rule });
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
    title: "a policy as an expression",
    stack: "staging",
    plant: set("aws_iam_role_policy", "agent-task", { policy: "${jsonencode({ Statement = [] })}" }),
    foundBy: own("policy-readable"),
  },
];
