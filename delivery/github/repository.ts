import type { Account } from "../../config/schema/account";
import { UserError } from "../../running/user-error";

/** As GitHub's routes take it. */
export interface Repository {
  readonly owner: string;
  readonly repo: string;
}

/**
 * The repository of the workflow that runs this, else the one that the accounts name.
 *
 * @throws UserError where neither names one, or the accounts name several
 */
export function repositoryOf(
  { GITHUB_REPOSITORY: named = "" }: NodeJS.ProcessEnv,
  accounts: readonly Pick<Account, "github">[],
): Repository {
  const inAccounts = accounts.flatMap(({ github }) =>
    github === undefined ? [] : [`${github.organization}/${github.repository}`],
  );
  const known = named === "" ? [...new Set(inAccounts)] : [named];
  const [, owner, repo] = /^([^/]+)\/([^/]+)$/.exec(known[0] ?? "") ?? [];
  if (known.length !== 1 || owner === undefined || repo === undefined) {
    throw new UserError(
      `the repository on GitHub is not known (${known.length === 0 ? "no account names one" : known.join(", ")}); ` +
        "set GITHUB_REPOSITORY to OWNER/NAME",
    );
  }
  return { owner, repo };
}
