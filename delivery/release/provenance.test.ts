import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { planAccount } from "../../model/plan/account-plan";
import { fakeProgram } from "../../running/tools/testing/fake-program";
import { temporaryFolder } from "../../running/tools/testing/temporary-toolbox";
import { answering, testSettings } from "../../test/helpers/answering";
import { anAccount } from "../../test/helpers/environments";
import { releaseClients } from "./clients";
import { refuseUnproven } from "./provenance";

const manifest = '{"schemaVersion":2}';
const digest = digestOf(manifest);
const image = `registry/shop/agent@${digest}`;
const target = { repository: "shop/agent", imageName: "registry/shop/agent" };
const github = {
  organization: "shop-works",
  organizationId: 1,
  repository: "agents",
  repositoryId: 200000001,
  provenance: "required",
} as const;
const provenance = "https://slsa.dev/provenance/v1";
const sbom = "https://cyclonedx.org/bom";

function digestOf(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

/** What gh prints of one attestation. */
function verified(predicateType: string, of = digest, repository = "200000001") {
  return {
    verificationResult: {
      signature: { certificate: { sourceRepositoryIdentifier: repository, sourceRepositoryRef: "refs/heads/main" } },
      statement: { predicateType, subject: [{ name: "image", digest: { sha256: of.replace("sha256:", "") } }] },
    },
  };
}

interface Situation {
  /** What gh prints for each type of predicate, where it is not as it should be. */
  readonly printed?: Readonly<Record<string, unknown>>;
  readonly script?: string;
  readonly sent?: string;
  readonly provenance?: "unchecked" | "required";
  readonly isBuilt?: boolean;
  readonly signal?: AbortSignal;
}

/** What is said, and what gh was called with. */
async function checked({
  printed = {},
  script = 'cat "$1"',
  sent = manifest,
  provenance: asked = "required",
  isBuilt = true,
  signal = new AbortController().signal,
}: Situation = {}) {
  const folder = temporaryFolder();
  for (const [name, type] of Object.entries({ provenance, sbom })) {
    writeFileSync(join(folder, name), JSON.stringify(printed[name] ?? [verified(type)]));
  }
  const calls = join(folder, "calls");
  // The eleventh argument is the type of the predicate.
  const gh = `echo "$@" >> ${calls}; cat "$3" >> ${calls}; echo >> ${calls}
case "\${11}" in ${provenance}) set ${folder}/provenance ;; *) set ${folder}/sbom ;; esac
${script}`;
  fakeProgram(join(folder, "bin"), "gh", gh);
  const { images } = answering(releaseClients(testSettings), {
    BatchGetImage: { images: [{ imageId: { imageDigest: digest }, imageManifest: sent }] },
  });
  const account = planAccount(
    anAccount({
      github: { ...github, provenance: asked },
      repositories: { "shop-agent": { name: "shop/agent", ...(isBuilt ? { build: {} } : {}) } },
    }),
  );
  const lines: string[] = [];
  const environment = { PATH: `${join(folder, "bin")}:${process.env.PATH}` };
  const say = (line: string) => void lines.push(line);
  await refuseUnproven(images, target, digest, account, { environment, signal, say });
  return { lines, calls: existsSync(calls) ? readFileSync(calls, "utf8").trimEnd().split("\n") : [] };
}

test("asks gh for both attestations of the manifest, by the workflow on main of that repository", async () => {
  const { lines, calls } = await checked();
  expect(lines).toEqual([`GitHub has signed where ${digest} comes from and what is in it`]);
  const call = (type: string) => [
    expect.stringMatching(
      new RegExp(
        `^attestation verify \\S+/manifest.json --hostname github.com --repo shop-works/agents --cert-identity ` +
          `https://github.com/shop-works/agents/.github/workflows/images.yml@refs/heads/main --predicate-type ${type} ` +
          "--deny-self-hosted-runners --format json$",
      ),
    ),
    manifest,
  ];
  expect(calls).toEqual([...call(provenance), ...call(sbom)]);
  expect(existsSync(String(calls[0]?.split(" ")[2]))).toBe(false);
});

const refused = (what: string, reason: string) =>
  `${image} has no ${what} that GitHub signed for images.yml on main of shop-works/agents, and the account's github.provenance ` +
  `is required (${reason}); release an image that this workflow has built`;

test.each<[string, Situation, string]>([
  [
    "gh refuses it",
    { script: "echo '✗ Verification failed' >&2; exit 1" },
    refused("provenance", "✗ Verification failed"),
  ],
  [
    "gh ends badly after it has printed what fits",
    { script: 'cat "$1"; exit 1' },
    refused("provenance", "gh found none"),
  ],
  ["gh prints something else", { script: "echo ok" }, refused("provenance", "gh found none")],
  ["gh found none, and ended well", { printed: { provenance: [] } }, refused("provenance", "gh found none")],
  ["the SBOM alone is missing", { printed: { sbom: [] } }, refused("SBOM", "gh found none")],
  [
    "provenance stands in for the SBOM",
    { printed: { sbom: [verified(provenance)] } },
    refused("SBOM", "gh found none"),
  ],
  [
    "it is of another image",
    { printed: { provenance: [verified(provenance, digestOf("{}"))] } },
    refused("provenance", "gh found none"),
  ],
  [
    "it is of a repository that took over the name",
    { printed: { provenance: [verified(provenance, digest, "7")] } },
    refused("provenance", "gh found none"),
  ],
  [
    "the registry sends another manifest",
    { sent: "{}" },
    `the registry does not send ${digest} as it was pushed, so that nothing can be verified of it`,
  ],
])("refuses an image where %s", async (_, situation, message) => {
  await expect(checked(situation)).rejects.toThrow(message);
});

test("asks nothing where the account does not, and says where somebody else pushes", async () => {
  expect(await checked({ provenance: "unchecked" })).toEqual({ lines: [], calls: [] });
  expect(await checked({ isBuilt: false })).toEqual({
    lines: ["shop/agent is pushed by somebody else than images.yml: no provenance is asked for"],
    calls: [],
  });
});

test("says nothing of an image once it was interrupted", async () => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 300);
  expect((await checked({ script: "exec sleep 60", signal: controller.signal })).lines).toEqual([]);
});

test("says what is missing where there is no gh", async () => {
  const { images } = answering(releaseClients(testSettings), {});
  const account = planAccount(anAccount({ github, repositories: { "shop-agent": { name: "shop/agent", build: {} } } }));
  const verification = { environment: {}, signal: new AbortController().signal, say: () => {} };
  await expect(refuseUnproven(images, target, digest, account, verification)).rejects.toThrow(
    "the account's github.provenance is required, and GitHub's program gh, which verifies it, is not on PATH",
  );
});
