import { changes, creates, type Grant, reads } from "../grant";

/** Calls of roles and policies. Nothing here changes an identity provider: that is an administrator's work. */
export const identityGrants = {
  aws_iam_openid_connect_provider: [
    reads("anywhere", "iam", "ListOpenIDConnectProviders"),
    reads("identityProviders", "iam", "GetOpenIDConnectProvider"),
  ],
  aws_iam_policy: [
    reads("policies", "iam", "GetPolicy", "GetPolicyVersion", "ListPolicyVersions"),
    changes(
      "policies",
      "iam",
      "CreatePolicy",
      "CreatePolicyVersion",
      "DeletePolicy",
      "DeletePolicyVersion",
      "TagPolicy",
      "UntagPolicy",
    ),
  ],
  aws_iam_role: [
    reads("roles", "iam", "GetRole", "ListAttachedRolePolicies", "ListInstanceProfilesForRole", "ListRolePolicies"),
    creates("roles", "iam", "CreateRole", "PutRolePermissionsBoundary"),
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
  aws_iam_role_policy: [
    reads("roles", "iam", "GetRolePolicy"),
    creates("roles", "iam", "DeleteRolePolicy", "PutRolePolicy"),
  ],
  aws_iam_role_policy_attachment: [creates("roles", "iam", "AttachRolePolicy", "DetachRolePolicy")],
} as const satisfies Readonly<Record<string, readonly Grant[]>>;
