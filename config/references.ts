import { z } from "zod";
import { orList } from "../model/wording";
import type { NamedFile } from "./collisions";
import type { Fault } from "./diagnostics";
import { likelyChoice } from "./suggestion";

const accountFacts = z.object({ repositories: z.record(z.string(), z.unknown()).default({}).catch({}) });
const environmentFacts = z.object({
  account: z.string(),
  services: z.record(z.string(), z.object({ repository: z.string() }).partial().catch({})).catch({}),
});

/** What an environment's file names in its account's, and what is not there. */
export function referenceFaults(accounts: readonly NamedFile[], environments: readonly NamedFile[]): readonly Fault[] {
  return environments.flatMap(({ content }) => {
    const { data } = environmentFacts.safeParse(content.value);
    const account = accounts.find(({ name }) => name === data?.account);
    if (data === undefined || account === undefined) return [];
    const known = Object.keys(accountFacts.safeParse(account.content.value).data?.repositories ?? {});
    return Object.entries(data.services).flatMap(([service, { repository }]): readonly Fault[] => {
      if (repository === undefined || known.includes(repository)) return [];
      const path = ["services", service, "repository"];
      const message = `${repository} is not a repository of account ${account.name}; ${remedy(repository, known, account.content.file)}`;
      return [{ file: content.file, position: content.positionOf(path, "value"), path, message }];
    });
  });
}

function remedy(repository: string, known: readonly string[], file: string): string {
  if (known.length === 0) return `write it below repositories in ${file}`;
  const likely = likelyChoice(repository, known);
  return likely === undefined ? `use ${orList(known)}, or write it in ${file}` : `did you mean ${likely}?`;
}
