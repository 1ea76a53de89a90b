import { readFileSync } from "node:fs";
import { z } from "zod";
import type { GithubClient } from "../../../../delivery/github/client";
import type { Repository } from "../../../../delivery/github/repository";
import { baseImagesFile } from "./base-images";

const base = "main";
const branch = "base-images";
const title = "build(images): renew the digests of the bases";
const body = [
  "Today's digests of the images that the Dockerfile builds on, as their registries have them.",
  "",
  "A workflow opened this with its own token, so its checks wait until somebody with write access approves the runs; where",
  "there is no such button, close the pull request and open it again. Once it is merged, the images are built anew.",
].join("\n");

/** Of the branch that is worked on and of the one that is proposed. */
type Asked = GithubClient & { readonly at: Repository };

const fileSchema = z.object({ content: z.string() });
const referenceSchema = z.object({ object: z.object({ sha: z.string() }) });
const madeSchema = z.object({ sha: z.string() });
const pullSchema = z.object({ html_url: z.string() });

/**
 * Opens a pull request with the digests as they are in the file, or renews the one that is open. The commit is made whole before
 * the branch is moved to it: GitHub closes a pull request whose branch has nothing of its own, if only for a moment.
 *
 * @returns what was done, in one sentence
 */
export async function proposeBaseImages(client: GithubClient, repository: Repository, file: string): Promise<string> {
  const asked = { ...client, at: repository };
  const text = readFileSync(file, "utf8");
  if ((await textOn(asked, base)) === text) return `${base} has these digests: there is nothing to propose`;
  const open = await openPullRequest(asked);
  if (open !== undefined && (await textOn(asked, branch)) === text) return `${open} proposes these digests already`;
  await moveBranch(asked, await commit(asked, text));
  if (open !== undefined) return `renewed ${open}`;
  const made = await client.request(
    "POST /repos/{owner}/{repo}/pulls",
    { ...repository, base, head: branch, title, body },
    pullSchema,
  );
  return `opened ${made.html_url}`;
}

/** @returns nothing where there is no such branch, or no file on it */
async function textOn({ find, at }: Asked, ref: string): Promise<string | undefined> {
  const found = await find(`GET /repos/{owner}/{repo}/contents/${baseImagesFile}`, { ...at, ref }, fileSchema);
  return found === undefined ? undefined : Buffer.from(found.content, "base64").toString();
}

async function openPullRequest({ request, at }: Asked): Promise<string | undefined> {
  const wanted = { ...at, base, head: `${at.owner}:${branch}`, state: "open" };
  const [open] = await request("GET /repos/{owner}/{repo}/pulls", wanted, z.array(pullSchema));
  return open?.html_url;
}

/** On top of what is there now. @returns its id */
async function commit({ request, at }: Asked, content: string): Promise<string> {
  const head = await request(`GET /repos/{owner}/{repo}/git/ref/heads/${base}`, at, referenceSchema);
  const parent = await request(
    "GET /repos/{owner}/{repo}/git/commits/{commit_sha}",
    { ...at, commit_sha: head.object.sha },
    z.object({ tree: madeSchema }),
  );
  const tree = await request(
    "POST /repos/{owner}/{repo}/git/trees",
    { ...at, base_tree: parent.tree.sha, tree: [{ path: baseImagesFile, mode: "100644", type: "blob", content }] },
    madeSchema,
  );
  const made = await request(
    "POST /repos/{owner}/{repo}/git/commits",
    { ...at, message: title, tree: tree.sha, parents: [head.object.sha] },
    madeSchema,
  );
  return made.sha;
}

async function moveBranch({ request, find, at }: Asked, sha: string): Promise<void> {
  const there = await find(`GET /repos/{owner}/{repo}/git/ref/heads/${branch}`, at, referenceSchema);
  if (there === undefined) {
    await request("POST /repos/{owner}/{repo}/git/refs", { ...at, ref: `refs/heads/${branch}`, sha }, referenceSchema);
  } else {
    const route = `PATCH /repos/{owner}/{repo}/git/refs/heads/${branch}`;
    await request(route, { ...at, sha, force: true }, referenceSchema);
  }
}
