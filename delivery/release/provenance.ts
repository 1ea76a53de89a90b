import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ECRClient } from "@aws-sdk/client-ecr";
import { z } from "zod";
import { deliveryBranch, type GithubRepository, workflowReference } from "../../model/delivery/trust";
import type { AccountPlan } from "../../model/plan/account-plan";
import { ChildProcesses } from "../../running/processes";
import { findProgram } from "../../running/tools/find-program";
import { UserError } from "../../running/user-error";
import { imageManifest } from "./released-image";
import type { ReleasedImage } from "./released-service";

/** What `images.yml` has GitHub sign for each image, by the type of its predicate (actions/attest, README, "Attestation Modes"). */
const attested = [
  { what: "provenance", type: "https://slsa.dev/provenance/v1" },
  { what: "SBOM", type: "https://cyclonedx.org/bom" },
] as const;

export interface Verification {
  /** Holds PATH, and the token that `gh` asks GitHub with. */
  readonly environment: NodeJS.ProcessEnv;
  /** Once it is aborted, nothing is said of the image. */
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/**
 * Where the account asks for it: only what GitHub has signed, for `images.yml` on main, is released.
 *
 * @throws UserError where it has not, or where that cannot be verified here
 */
export async function refuseUnproven(
  images: ECRClient,
  target: Pick<ReleasedImage, "repository" | "imageName">,
  digest: string,
  { github, repositories }: Pick<AccountPlan, "github" | "repositories">,
  verification: Verification,
): Promise<void> {
  if (github?.provenance !== "required") return;
  const { environment, signal, say } = verification;
  if (repositories.find(({ name }) => name === target.repository)?.build === undefined) {
    say(`${target.repository} is pushed by somebody else than images.yml: no provenance is asked for`);
    return;
  }
  const program = findProgram("gh", environment);
  if (program === undefined) {
    throw new UserError(
      "the account's github.provenance is required, and GitHub's program gh, which verifies it, is not on PATH; install it from https://cli.github.com",
    );
  }
  const manifest = await imageManifest(images, target, digest);
  if (digestOf(manifest) !== digest) {
    throw new UserError(`the registry does not send ${digest} as it was pushed, so that nothing can be verified of it`);
  }
  const folder = mkdtempSync(join(tmpdir(), "slipway-attested-"));
  try {
    const file = join(folder, "manifest.json");
    writeFileSync(file, manifest);
    for (const { what, type } of attested) {
      const options = { env: { ...environment, NO_COLOR: "1" }, signal };
      const ended = await new ChildProcesses().run(program, verifyArguments(file, github, type), options);
      if (signal.aborted) return;
      const isFitting = isAttested(ended.stdout, { digest, type, repositoryId: github.repositoryId });
      if (ended.exitCode === 0 && isFitting) continue;
      throw new UserError(refusal(`${target.imageName}@${digest}`, what, github, ended.stderr));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  say(`GitHub has signed where ${digest} comes from and what is in it`);
}

function digestOf(manifest: string): string {
  return `sha256:${createHash("sha256").update(manifest).digest("hex")}`;
}

/**
 * GitHub CLI manual, "gh attestation verify". The image's manifest is what its digest is of: given as a file, no right to the
 * registry is needed. The certificate's identity names the workflow's file and its branch.
 */
function verifyArguments(file: string, github: GithubRepository, type: string): readonly string[] {
  return [
    ...["attestation", "verify", file, "--hostname", "github.com"],
    ...["--repo", `${github.organization}/${github.repository}`],
    ...["--cert-identity", `https://github.com/${workflowReference(github, "images.yml")}`],
    ...["--predicate-type", type, "--deny-self-hosted-runners", "--format", "json"],
  ];
}

/** GitHub CLI manual, "gh attestation verify": one entry for each attestation that was verified. */
const verifiedSchema = z.array(
  z.object({
    verificationResult: z.object({
      signature: z.object({ certificate: z.object({ sourceRepositoryIdentifier: z.string() }) }),
      statement: z.object({
        predicateType: z.string(),
        subject: z.array(z.object({ digest: z.record(z.string(), z.string()) })),
      }),
    }),
  }),
);

/** Before 2.67.0 `gh` ended with 0 where it had found nothing of the type (cli/cli issue 10418); a name can change hands. */
function isAttested(
  stdout: string,
  { digest, type, repositoryId }: { readonly digest: string; readonly type: string; readonly repositoryId: number },
): boolean {
  const verified = verifiedSchema.safeParse(parsed(stdout)).data ?? [];
  return verified.some(
    ({ verificationResult: { signature, statement } }) =>
      signature.certificate.sourceRepositoryIdentifier === String(repositoryId) &&
      statement.predicateType === type &&
      statement.subject.some((subject) => `sha256:${subject.digest.sha256}` === digest),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusal(image: string, what: string, { organization, repository }: GithubRepository, stderr: string): string {
  const said = stderr.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
  const reason = said.length === 0 ? "gh found none" : said.slice(-3).join(" ");
  return (
    `${image} has no ${what} that GitHub signed for images.yml on ${deliveryBranch} of ${organization}/${repository}, and the ` +
    `account's github.provenance is required (${reason}); release an image that this workflow has built`
  );
}
