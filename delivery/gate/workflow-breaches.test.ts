import { expect, test } from "vitest";
import { workflowBreaches } from "./workflow-breaches";

function step(run: string): string {
  return `jobs:\n  deploy:\n    steps:\n      - run: |\n${run.replaceAll(/^/gm, "          ")}\n`;
}

const confirms = "confirms a run";
const approves = "approves by itself (-auto-approve)";
const asks = "asks for a run that applies itself (auto-apply)";
const terraform = "applies with Terraform";
const cdktf = "applies with cdktf";

test.each([
  ["terraform apply", step("terraform apply"), [terraform]],
  ["terraform in another folder", step("terraform -chdir=cdktf.out/stacks/staging apply plan"), [terraform]],
  ["tofu destroy", step("tofu destroy"), [terraform]],
  ["cdktf deploy", step("npx cdktf deploy staging"), [cdktf]],
  ["cdktf by its package", step("npx cdktf-cli@0.21.0 deploy staging"), [cdktf]],
  ["a flag on a line of its own", step("npx slipway run staging \\\n  --auto-approve"), [approves]],
  ["a flag by Terraform's variable", "env:\n  TF_CLI_ARGS_apply: -auto-approve\n", [approves]],
  ["a body of the Runs API", step(`curl -d '{"data":{"attributes":{"auto-apply":true}}}' "$URL"`), [asks]],
  ["a body in a double-quoted string", step('curl -d "{\\"auto-apply\\": true}"'), [asks]],
  ["an argument of an action", "with:\n  auto_apply: true\n", ["sets auto_apply to true"]],
  ["an argument in quotes", 'with:\n  auto-approve: "true"\n', ["sets auto-approve to true"]],
  ["a call that confirms", step("curl -X POST $API/runs/$RUN/actions/apply"), [confirms]],
  ["an action that confirms", "uses: hashicorp/tfc-workflows-github/actions/apply-run@8e08d1b\n", [confirms]],
  ["a script of a package", '{ "scripts": { "ship": "cdktf deploy staging --auto-approve" } }', [approves, cdktf]],
])("finds %s", (_, text, found) => {
  expect(workflowBreaches(text).map(({ what }) => what)).toEqual(found);
});

test.each([
  [
    "a comment",
    step("# terraform apply -auto-approve is refused here\ntrue").replace("- run", "# cdktf deploy\n      - run"),
  ],
  ["a name", "jobs:\n  plan:\n    name: terraform apply waits for a person\n"],
  ["terraform plan", step("terraform plan -out apply.tfplan")],
  ["cdktf synth", step("npx cdktf synth && npx slipway plan staging")],
  ["auto-apply set to false", step(`curl -d '{"auto-apply":false}'`)],
  ["another word that begins alike", step("deploy --auto-approver platform")],
])("lets pass %s", (_, text) => {
  expect(workflowBreaches(text)).toEqual([]);
});

test("names the line", () => {
  expect(workflowBreaches("on: push\njobs:\n  a:\n    steps:\n      - run: cdktf deploy x\n")).toEqual([
    { line: 5, what: cdktf },
  ]);
});

test("refuses what is no YAML", () => {
  expect(() => workflowBreaches("jobs: [")).toThrow(SyntaxError);
});
