import type { AwsTypes } from "./aws-type";
import { gone, unnoticed } from "./effect";
import { changes, creates, reads } from "./provider-calls";

const iam = {
  service: "iam",
  region: "global",
  lookedUpIn: {},
  madeUpByAws: "nothing",
  holdsData: false,
  whenUpdated: unnoticed,
  price: { none: "IAM is free" },
  scannedBy: { tfsec: { none: "it has no check of this" } },
  tables: ["rights"],
  usualSeconds: 15,
} as const;

/** Flow logs have a role that lives with them; the roles of tasks live with their service. */
const roles = { account: ["account"], base: ["network"], runtime: ["services"] } as const;

export const iamTypes: AwsTypes = {
  aws_iam_openid_connect_provider: {
    ...iam,
    managedIn: { account: ["account"] },
    lookedUpIn: { account: ["account"] },
    // No call changes one: that is an administrator's work.
    calls: [
      reads("anywhere", "iam", "ListOpenIDConnectProviders"),
      reads("identityProviders", "iam", "GetOpenIDConnectProvider"),
    ],
    whenGone: gone("no run or workflow can assume the roles that trust it"),
  },
  aws_iam_policy: {
    ...iam,
    managedIn: { account: ["account"] },
    calls: [
      reads("policies", "iam", "GetPolicy", "GetPolicyVersion", "ListPolicyVersions"),
      creates("policies", "iam", "CreatePolicy"),
      changes(
        "policies",
        "iam",
        "CreatePolicyVersion",
        "DeletePolicy",
        "DeletePolicyVersion",
        "TagPolicy",
        "UntagPolicy",
      ),
    ],
    whenGone: gone("its roles may do less meanwhile"),
  },
  aws_iam_role: {
    ...iam,
    managedIn: roles,
    calls: [
      reads("roles", "iam", "GetRole", "ListAttachedRolePolicies", "ListInstanceProfilesForRole", "ListRolePolicies"),
      creates("boundedRoles", "iam", "CreateRole", "PutRolePermissionsBoundary"),
      changes(
        "roles",
        "iam",
        "DeleteRole",
        "TagRole",
        "UntagRole",
        "UpdateAssumeRolePolicy",
        "UpdateRole",
        "UpdateRoleDescription",
      ),
    ],
    whenGone: gone("what runs with the role is refused by AWS"),
  },
  aws_iam_role_policy: {
    ...iam,
    managedIn: roles,
    calls: [
      reads("roles", "iam", "GetRolePolicy"),
      creates("boundedRoles", "iam", "PutRolePolicy"),
      changes("boundedRoles", "iam", "DeleteRolePolicy"),
    ],
    whenGone: gone("its role may do less meanwhile"),
    scannedBy: { tfsec: 1 },
  },
  aws_iam_role_policy_attachment: {
    ...iam,
    managedIn: { account: ["account"] },
    calls: [
      reads("roles", "iam", "ListAttachedRolePolicies"),
      creates("boundedRoles", "iam", "AttachRolePolicy"),
      changes("boundedRoles", "iam", "DetachRolePolicy"),
    ],
    whenGone: gone("its role may do less meanwhile"),
  },
};
