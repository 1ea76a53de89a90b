import { DescribeRepositoriesCommand } from "@aws-sdk/client-ecr";
import { GetRoleCommand } from "@aws-sdk/client-iam";
import type { Environment } from "../../config/schema/environment";
import { repositories } from "../../model/delivery/delivered-environment";
import { accountNames } from "../../model/naming";
import { accountStackName, stackNames } from "../../model/stack-names";
import { isNamed } from "../aws/aws-failure";
import { allThere, type Question } from "./answer";
import type { PreflightClients } from "./clients";
import { absentOf } from "./existence";

/** What the account has once. */
export function accountStackQuestions(
  environment: Environment,
  { images, iam }: PreflightClients,
): readonly Question[] {
  const { account, name } = environment;
  const wayOut = `apply ${accountStackName(account.name)} first`;
  const names = accountNames(account.name);
  const runRoles = stackNames(environment).flatMap((stack) => [names.planRole(stack), names.applyRole(stack)]);
  const githubRoles =
    account.github === undefined ? [] : [names.preflightRole, names.imagePushRole, names.releaseRole(name)];
  return [
    {
      subject: "image repositories",
      find: async () => {
        const wanted = repositories([environment]);
        const absent = await absentOf(
          wanted,
          (repository) => images.send(new DescribeRepositoriesCommand({ repositoryNames: [repository] })),
          (error) => isNamed(error, "RepositoryNotFoundException"),
        );
        return allThere(wanted.join(", "), absent, wayOut);
      },
    },
    {
      subject: "roles of the delivery",
      find: async () => {
        const wanted = [...runRoles, ...githubRoles];
        const absent = await absentOf(
          wanted,
          (RoleName) => iam.send(new GetRoleCommand({ RoleName })),
          (error) => isNamed(error, "NoSuchEntity", "NoSuchEntityException"),
        );
        return allThere(`${wanted.length} there`, absent, wayOut);
      },
    },
  ];
}
