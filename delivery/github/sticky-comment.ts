import { z } from "zod";
import type { GithubClient } from "./client";
import { pages } from "./pages";
import { fittedText, longestBody, type Report } from "./plan-text";
import type { Repository } from "./repository";

const marker = "<!-- slipway:plans -->";

/** What the comment says; it differs only where the reports do. */
export function commentText(reports: readonly Report[]): string {
  const head = `${marker}\n`;
  if (reports.length === 0) {
    return `${head}There is no report of a plan: no environment was planned, or its plan failed. The run's log says why.\n`;
  }
  return `${head}${fittedText(reports, longestBody - head.length - 1)}\n`;
}

export interface WrittenComment {
  readonly address: string;
  readonly isNew: boolean;
}

const commentSchema = z.object({ id: z.number(), html_url: z.string() });
const listedSchema = commentSchema.extend({
  body: z.string().nullish(),
  user: z.object({ login: z.string() }).nullish(),
});

/** One comment per pull request, whatever the number of pushes: the token's own that carries the marker is replaced. */
export async function writeStickyComment(
  client: GithubClient,
  repository: Repository,
  pullRequest: number,
  text: string,
): Promise<WrittenComment> {
  const issue = { ...repository, issue_number: pullRequest };
  const own = await ownComment(client, issue);
  const written =
    own === undefined
      ? client.request(`POST ${commentsRoute}`, { ...issue, body: text }, commentSchema)
      : client.request(
          "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}",
          { ...repository, comment_id: own.id, body: text },
          commentSchema,
        );
  return { address: (await written).html_url, isNew: own === undefined };
}

const commentsRoute = "/repos/{owner}/{repo}/issues/{issue_number}/comments";

/** Anybody can write the marker: only a comment by the token's own author is replaced. */
async function ownComment(
  client: GithubClient,
  { owner, repo, issue_number }: Repository & { readonly issue_number: number },
) {
  const author = await viewer(client);
  for await (const comments of pages(client, `GET ${commentsRoute}`, { owner, repo, issue_number }, listedSchema)) {
    const own = comments.find(({ user, body }) => user?.login === author && body?.startsWith(marker) === true);
    if (own !== undefined) return own;
  }
  return undefined;
}

const viewerSchema = z.object({ data: z.object({ viewer: z.object({ login: z.string() }) }) });

/** A workflow's token may not ask `GET /user`; this it may. */
async function viewer(client: GithubClient): Promise<string> {
  const answer = await client.request("POST /graphql", { query: "query { viewer { login } }" }, viewerSchema);
  return answer.data.viewer.login;
}
