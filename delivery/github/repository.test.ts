import { expect, test } from "vitest";
import { UserError } from "../../running/user-error";
import { anAccount } from "../../test/helpers/environments";
import { repositoryOf } from "./repository";

const github = { organization: "shop-works", organizationId: 1, repository: "agents", repositoryId: 2 } as const;
const account = anAccount({ github: { ...github, oidcProvider: "create" } });

test("is the workflow's own, else the one that the accounts name", () => {
  expect(repositoryOf({ GITHUB_REPOSITORY: "fork/agents" }, [account])).toEqual({ owner: "fork", repo: "agents" });
  expect(repositoryOf({}, [account, account])).toEqual({ owner: "shop-works", repo: "agents" });
});

test("is asked for where no account names one, or they name several", () => {
  const other = anAccount({ github: { ...github, repository: "other", oidcProvider: "create" } });
  expect(() => repositoryOf({}, [{ github: undefined }])).toThrow(
    new UserError("the repository on GitHub is not known (no account names one); set GITHUB_REPOSITORY to OWNER/NAME"),
  );
  expect(() => repositoryOf({}, [account, other])).toThrow("(shop-works/agents, shop-works/other)");
  expect(() => repositoryOf({ GITHUB_REPOSITORY: "agents" }, [account])).toThrow("(agents)");
});
