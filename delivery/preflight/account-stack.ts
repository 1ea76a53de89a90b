import { DescribeRepositoriesCommand } from "@aws-sdk/client-ecr";
import { GetRoleCommand } from "@aws-sdk/client-iam";
import type { EnvironmentPlan } from "../../model/plan/environment-plan";
import { isNamed } from "../aws/aws-failure";
import { allThere, type Question } from "./answer";
import type { PreflightClients } from "./clients";
import { absentOf } from "./existence";

/** What the account has once. */
export function accountStackQuestions(
  { account, name, stacks, services }: EnvironmentPlan,
  { images, iam }: PreflightClients,
): readonly Question[] {
  const wayOut = `apply ${stacks.account} first`;
  const { names } = account;
  const runRoles = Object.values(stacks).flatMap((stack) => [names.planRole(stack), names.applyRole(stack)]);
  const githubRoles =
    account.github === undefined ? [] : [names.preflightRole, names.imagePushRole, names.releaseRole(name)];
  return [
    {
      subject: "image repositories",
      find: async () => {
        const wanted = [...new Set(services.map(({ repository }) => repository.name))];
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
