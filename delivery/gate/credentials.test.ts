import { expect, test } from "vitest";
import { aToolbox } from "../../running/tools/testing/temporary-toolbox";
import { anAccount, anEnvironment } from "../../test/helpers/environments";
import { trustingFetch } from "../../test/helpers/terraform-cloud/trusting-fetch";
import { aCorrectedServer, organization, teams } from "../../test/helpers/terraform-cloud/workspace-rig";
import { credentials } from "./credentials";
import { gateFacts } from "./facts";

const environment = anEnvironment({}, anAccount({ terraformCloud: { organization, teams } }));

type Server = Awaited<ReturnType<typeof aCorrectedServer>>;

/** What the check says with the pipeline's token, after the server was tampered with. */
async function proofAfter(tamper: (server: Server) => void = () => {}) {
  const server = await aCorrectedServer();
  tamper(server);
  const { hostname, certificate } = server.standIn;
  const secret = server.standIn.addToken(organization, "pipeline");
  const variables = { TF_CLOUD_HOSTNAME: hostname, [`TF_TOKEN_${hostname}`]: secret, HOME: "/nowhere" };
  const toolbox = aToolbox({ environment: variables });
  return credentials.prove(gateFacts(environment, toolbox, trustingFetch(certificate.certificate)));
}

const wayOut = "correct it with: npx slipway workspace staging";
const planRole = "arn:aws:iam::123456789012:role/slipway-shop-staging-plan";

test("a role for the plan and another for the apply are proven, as the pipeline's team sees them", async () => {
  expect(await proofAfter()).toMatchObject({ verdict: "proven" });
});

test.each<[string, (server: Server) => void, string]>([
  [
    "a plan that runs with the apply's role",
    ({ tables }) => {
      const apply = tables.variables.find(({ value }) => value.endsWith("/slipway-shop-staging-apply"));
      for (const variable of tables.variables) if (variable.value === planRole) variable.value = apply?.value ?? "";
    },
    `variable TFC_AWS_PLAN_ROLE_ARN of workspace staging is arn:aws:iam::123456789012:role/slipway-shop-staging-apply, not ${planRole}`,
  ],
  [
    "a static key",
    ({ addVariable }) => addVariable("staging", { key: "AWS_ACCESS_KEY_ID", value: "AKIAIOSFODNN7EXAMPLE" }),
    "variable AWS_ACCESS_KEY_ID of workspace staging is a static key",
  ],
  [
    "a role that is missing",
    ({ tables }) => {
      tables.variables = tables.variables.filter(({ value }) => value !== planRole);
    },
    `variable TFC_AWS_PLAN_ROLE_ARN of workspace staging is missing, not ${planRole}`,
  ],
])("%s breaks the gate", async (_, tamper, what) => {
  expect(await proofAfter(tamper)).toEqual({ verdict: "broken", breaches: [{ what, wayOut }] });
});
