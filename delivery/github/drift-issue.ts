import { z } from "zod";
import type { GithubClient } from "./client";
import { driftBody, driftTitle, isDriftIssue, sectionsIn, withSection } from "./drift-text";
import { pages } from "./pages";
import type { Repository } from "./repository";

export interface Drift {
  readonly environment: string;
  /** Markdown; absent where nothing differs. */
  readonly text?: string;
}

export interface DriftIssue {
  readonly change: "opened" | "updated" | "closed";
  readonly address: string;
}

/** Who may set it may write the repository's issues: nobody else's text is taken for the issue of the drift. */
const label = "drift";

const issueSchema = z.object({ number: z.number(), html_url: z.string() });
const listedSchema = issueSchema.extend({ body: z.string().nullish(), pull_request: z.unknown().optional() });

/**
 * One issue for all environments: it is opened by the first that differs, and closed when none does any more.
 *
 * @returns what was done; nothing where nothing differs and no issue is open
 */
export async function reportDrift(
  client: GithubClient,
  repository: Repository,
  environments: readonly string[],
  drift: Drift,
): Promise<DriftIssue | undefined> {
  const open = await openIssue(client, repository);
  const before = sectionsIn(open?.body ?? "");
  const sections = withSection(before, environments, { name: drift.environment, text: drift.text });
  const content = { title: driftTitle(sections), body: driftBody(sections) };
  if (open === undefined) {
    if (sections.size === 0) return undefined;
    const request = { ...repository, ...content, labels: [label] };
    const made = await client.request("POST /repos/{owner}/{repo}/issues", request, issueSchema);
    return { change: "opened", address: made.html_url };
  }
  const isOver = sections.size === 0;
  const state = isOver ? { state: "closed", state_reason: "completed" } : {};
  await client.request(
    "PATCH /repos/{owner}/{repo}/issues/{issue_number}",
    { ...repository, issue_number: open.number, ...content, ...state },
    issueSchema,
  );
  return { change: isOver ? "closed" : "updated", address: open.html_url };
}

async function openIssue(client: GithubClient, repository: Repository) {
  const labelled = { ...repository, labels: label, state: "open", sort: "created", direction: "asc" };
  for await (const issues of pages(client, "GET /repos/{owner}/{repo}/issues", labelled, listedSchema)) {
    const found = issues.find(({ body, pull_request }) => pull_request === undefined && isDriftIssue(body));
    if (found !== undefined) return found;
  }
  return undefined;
}
