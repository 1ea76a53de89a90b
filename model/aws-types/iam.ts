import type { AwsTypes } from "./aws-type";
import { gone, unnoticed } from "./effect";
import { carried } from "./emulated";
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

/** Flow logs and the schedule have roles that live with them; the roles of tasks live with their service. */
const roles = { account: ["account"], base: ["network", "schedule"], runtime: ["services"] } as const;

export const iamTypes: AwsTypes = {
  aws_iam_openid_connect_provider: {
    emulated: {
      refuses: [carried("a second provider of the same address")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "IAM API Reference: CreateOpenIDConnectProvider",
      onlyInAws: { what: "that the issuer's tokens are taken", shownBy: "apply" },
    },
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
    emulated: {
      refuses: [
        carried("more than 6144 characters, deletion while it is attached or bounds a role", "iam_limits"),
        carried("documents that are no policy"),
      ],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "IAM User Guide: IAM and AWS STS quotas; IAM API Reference: CreatePolicy, DeletePolicy",
      onlyInAws: { what: "what organizations deny beyond it", shownBy: "apply" },
    },
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
    emulated: {
      refuses: [
        carried("boundaries and trusted roles that are not there, trust beyond 2048 characters", "iam_limits"),
        carried("deletion while policies hang on it"),
      ],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "IAM API Reference: CreateRole, DeleteRole",
      onlyInAws: { what: "what organizations deny beyond it", shownBy: "apply" },
    },
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
    emulated: {
      refuses: [carried("more than 10240 characters a role", "iam_limits"), carried("documents that are no policy")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "IAM User Guide: IAM and AWS STS quotas",
      onlyInAws: { what: "what organizations deny beyond it", shownBy: "apply" },
    },
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
  aws_iam_instance_profile: {
    emulated: {
      refuses: [carried("a name that is taken"), carried("a role that is not there")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "IAM API Reference: CreateInstanceProfile, AddRoleToInstanceProfile, DeleteInstanceProfile",
      onlyInAws: { what: "that instances take the role: the emulator runs none", shownBy: "apply" },
    },
    ...iam,
    managedIn: { runtime: ["hosts"] },
    calls: [
      reads("instanceProfiles", "iam", "GetInstanceProfile"),
      creates("instanceProfiles", "iam", "AddRoleToInstanceProfile", "CreateInstanceProfile"),
      creates("instanceRoles", "iam", "PassRole"),
      changes(
        "instanceProfiles",
        "iam",
        "DeleteInstanceProfile",
        "RemoveRoleFromInstanceProfile",
        "TagInstanceProfile",
        "UntagInstanceProfile",
      ),
    ],
    whenGone: gone("instances have no rights"),
    tables: { none: "the read-back does not ask for instances; an empty second plan shows it" },
  },
  aws_iam_role_policy_attachment: {
    emulated: {
      refuses: [carried("an eleventh policy", "iam_limits"), carried("a policy that is not there", "iam_aws_policies")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "IAM API Reference: AttachRolePolicy",
      onlyInAws: { what: "what organizations deny beyond it", shownBy: "apply" },
    },
    ...iam,
    managedIn: { account: ["account"], runtime: ["hosts"] },
    calls: [
      reads("roles", "iam", "ListAttachedRolePolicies"),
      creates("boundedRoles", "iam", "AttachRolePolicy"),
      changes("boundedRoles", "iam", "DetachRolePolicy"),
    ],
    whenGone: gone("its role may do less meanwhile"),
  },
};
