import { expect, test } from "vitest";
import { aToolbox } from "../../running/tools/testing/temporary-toolbox";
import { anAccount, anEnvironment } from "../../test/helpers/environments";
import { trustingFetch } from "../../test/helpers/terraform-cloud/trusting-fetch";
import { aCorrectedServer, organization, teams } from "../../test/helpers/terraform-cloud/workspace-rig";
import { gateFacts } from "./facts";
import type { Proof } from "./proof";
import { token } from "./token";

const environment = anEnvironment({}, anAccount({ terraformCloud: { organization, teams } }));

type Server = Awaited<ReturnType<typeof aCorrectedServer>>;

/** What the check says of a token, in the pipeline unless said otherwise. */
async function proofOf(tokenOf: (server: Server) => string, { CI = "true" } = {}): Promise<Proof> {
  const server = await aCorrectedServer();
  const { hostname, certificate } = server.standIn;
  const secret = tokenOf(server);
  const variables = { TF_CLOUD_HOSTNAME: hostname, [`TF_TOKEN_${hostname}`]: secret, CI, HOME: "/nowhere" };
  const toolbox = aToolbox({ environment: variables });
  return token.prove(gateFacts(environment, toolbox, trustingFetch(certificate.certificate)));
}

const ofTeam = (team: string) => (server: Server) => server.standIn.addToken(organization, team);

function breachesOf(proof: Proof): readonly string[] {
  return proof.verdict === "broken" ? proof.breaches.map(({ what }) => what) : [];
}

test("the pipeline's token can neither apply nor change a workspace", async () => {
  expect(await proofOf(ofTeam("pipeline"))).toEqual({
    verdict: "proven",
    because: expect.stringMatching(/^api-team-\w+ may neither apply nor change a workspace$/),
  });
});

test("a team's token that may apply breaks the gate wherever it is used, and each power is named", async () => {
  for (const CI of ["true", ""]) {
    const breaches = breachesOf(await proofOf(ofTeam("platform"), { CI }));
    expect(breaches).toContainEqual(
      expect.stringMatching(/^the token of api-team-\w+ may apply in workspace staging$/),
    );
    expect(breaches).toContainEqual(expect.stringMatching(/may change the variables of workspace account-shop$/));
  }
});

test("a person's token breaks the gate in the pipeline, and proves nothing elsewhere", async () => {
  expect(breachesOf(await proofOf(ofTeam("owners")))).toContain(
    "the token of owner may manage all of shop-works, as its owners do",
  );
  expect(await proofOf(ofTeam("owners"), { CI: "" })).toEqual({
    verdict: "unproven",
    because:
      "the token is owner's, a person's, who may manage all of shop-works, as its owners do; ask with the pipeline's, or in the pipeline",
  });
});

test("a token that sees no workspace proves nothing, and one that has expired neither", async () => {
  const stranger = await proofOf(({ standIn }) => {
    standIn.addTeam(organization, "strangers");
    return standIn.addToken(organization, "strangers");
  });
  expect(stranger).toMatchObject({ verdict: "unproven", because: expect.stringContaining("has no workspace staging") });
  const expired = proofOf(({ standIn }) => {
    const secret = standIn.addToken(organization, "pipeline");
    standIn.expire(secret);
    return secret;
  });
  await expect(expired).rejects.toThrow("does not know the token (401)");
});
