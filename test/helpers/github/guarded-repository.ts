const repository = "/repos/shop-works/shop-works";
export const guardedEnvironment = `GET ${repository}/environments/staging`;

const scheduleEnvironment = `${guardedEnvironment}-schedule`;
const mainAlone = { total_count: 1, branch_policies: [{ name: "main", type: "branch" }] };

/** What GitHub says of a repository whose environment waits for somebody else than the author, on main alone. */
export function guardedRepository() {
  const reviewers = [{ type: "Team", reviewer: { slug: "platform" } }];
  return {
    [`GET ${repository}`]: { id: 200000001 },
    [scheduleEnvironment]: { deployment_branch_policy: { protected_branches: false, custom_branch_policies: true } },
    [`${scheduleEnvironment}/deployment-branch-policies`]: mainAlone,
    [`${guardedEnvironment}/deployment-branch-policies`]: mainAlone,
    [guardedEnvironment]: {
      can_admins_bypass: false,
      protection_rules: [
        { type: "required_reviewers", prevent_self_review: true, reviewers },
        { type: "branch_policy" },
      ],
      deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
    },
  };
}
