import { paginateDescribeRepositories } from "@aws-sdk/client-ecr";
import { allOf } from "../../delivery/aws/all-of";
import type { Area, Reading } from "./area";
import type { Intent } from "./intent";
import { sentences } from "./sentence";

type RepositoryFacts = {
  readonly tags: string;
  readonly "scan on push": boolean;
  readonly encryption: string;
};

/** Image repositories of the account. */
export const repositories: Area = {
  subject: "image repositories",
  expected: expectedRepositories,
  found: foundRepositories,
};

function expectedRepositories({ service }: Intent): readonly string[] {
  return repositorySentences(service.settings.repository, {
    tags: "IMMUTABLE",
    "scan on push": true,
    encryption: "AES256",
  });
}

async function foundRepositories({ clients: { images: client } }: Reading): Promise<readonly string[]> {
  const all = await allOf(paginateDescribeRepositories({ client }, {}), ({ repositories: found }) => found);
  return all.flatMap((repository) =>
    repositorySentences(repository.repositoryName, {
      tags: repository.imageTagMutability ?? "MUTABLE",
      "scan on push": repository.imageScanningConfiguration?.scanOnPush ?? false,
      encryption: repository.encryptionConfiguration?.encryptionType ?? "unknown",
    }),
  );
}

function repositorySentences(name: string | undefined, facts: RepositoryFacts): readonly string[] {
  return sentences(`repository ${name}`, facts);
}
