import { z } from "zod";
import type { GithubClient } from "./client";
import { type IssueKind, isIssueOf, issueBody, issueTitle, sectionsIn, withSection } from "./kept-issue-text";
import { pages } from "./pages";
import type { Repository } from "./repository";

export interface Section {
  readonly environment: string;
  /** Markdown; absent where there is nothing to say. */
  readonly text?: string;
}

export interface KeptIssue {
  readonly change: "opened" | "updated" | "closed";
  readonly address: string;
}

const issueSchema = z.object({ number: z.number(), html_url: z.string() });
const listedSchema = issueSchema.extend({ body: z.string().nullish(), pull_request: z.unknown().optional() });

/**
 * One issue of a kind for all environments: it is opened by the first of which there is something to say, and closed when there
 * is nothing of any.
 *
 * @returns what was done; nothing where there is nothing to say and no issue is open
 */
export async function keepIssue(
  client: GithubClient,
  repository: Repository,
  kind: IssueKind,
  environments: readonly string[],
  section: Section,
): Promise<KeptIssue | undefined> {
  const open = await openIssue(client, repository, kind);
  const before = sectionsIn(open?.body ?? "");
  const sections = withSection(before, environments, { name: section.environment, text: section.text });
  const content = { title: issueTitle(kind, sections), body: issueBody(kind, sections) };
  if (open === undefined) {
    if (sections.size === 0) return undefined;
    const request = { ...repository, ...content, labels: [kind.label] };
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

async function openIssue(client: GithubClient, repository: Repository, kind: IssueKind) {
  const labelled = { ...repository, labels: kind.label, state: "open", sort: "created", direction: "asc" };
  for await (const issues of pages(client, "GET /repos/{owner}/{repo}/issues", labelled, listedSchema)) {
    const found = issues.find(({ body, pull_request }) => pull_request === undefined && isIssueOf(kind, body));
    if (found !== undefined) return found;
  }
  return undefined;
}
