import { expect, test } from "vitest";
import { aToolbox } from "../../running/tools/testing/temporary-toolbox";
import { anEnvironment } from "../../test/helpers/environments";
import { gateFacts } from "./facts";
import { proveGate } from "./prove-gate";

/** Somewhere without a token. */
function prove(only: readonly string[], probe = false) {
  const facts = gateFacts(anEnvironment(), aToolbox({ environment: { HOME: "/nowhere" } }));
  return proveGate(facts, { probe, only }, () => {});
}

test("proves the checks that are asked for, in their own order, and asks nobody else", async () => {
  const proven = await prove(["promotion", "token"]);
  expect(proven.map(({ id, proof }) => [id, proof.verdict])).toEqual([
    ["token", "unproven"],
    ["promotion", "proven"],
  ]);
});

test("without teams in the account, the token alone says what the pipeline may", async () => {
  expect(await prove(["pipeline-team"])).toMatchObject([
    {
      proof: {
        verdict: "proven",
        because: expect.stringMatching(/^config\/accounts\/shop\.yaml names no terraformCloud\.teams/),
      },
    },
  ]);
});

test("refuses a check that there is not, with those that there are", async () => {
  const ids =
    "auto-apply, credentials, token, pipeline-team, github-environment, workflows, roles, promotion, exemption";
  await expect(prove(["roles", "reviewers"])).rejects.toThrow(
    `reviewers is not a check of the gate; there are ${ids}, and with --probe run-stops`,
  );
  await expect(prove(["run-stops"])).rejects.toThrow(
    /^run-stops is not a check of the gate; .*, and with --probe run-stops$/,
  );
  await expect(prove(["reviewers"], true)).rejects.toThrow(`there are ${ids}, run-stops`);
});
