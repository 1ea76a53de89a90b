import { expect, test } from "vitest";
import { UserError } from "../running/user-error";
import { accountYaml, configurationFolder, environmentYaml, faultLines } from "../test/helpers/configuration-folder";
import { smallStaging } from "../test/helpers/fixtures";
import { checkedEnvironment, configurationCheck, rehearseCommand } from "./rehearse";

test("a rehearsal says beneath its first step what the environment is warned about", () => {
  const environment = { ...smallStaging(), dns: undefined };
  expect(configurationCheck(smallStaging(), 0.1).details).toEqual([]);
  expect(configurationCheck(environment, 0.1).details).toEqual([
    "warning: staging answers on plain HTTP only, and refuses agent-to-agent calls: it has no domain; set dns.domain",
  ]);
});

test("a fault among the accepted risks is found before anything is started", () => {
  const root = configurationFolder({
    "config/accounts/shop.yaml": accountYaml,
    "config/environments/staging.yaml": environmentYaml,
    "config/accepted-risks.yaml": "acceptedRisks: none\n",
  });
  const finished: string[] = [];
  const check = () => checkedEnvironment("staging", root, { finished: ({ title }) => finished.push(title) });
  expect(faultLines(check)).toEqual([expect.stringMatching(/^config\/accepted-risks\.yaml:1:16 acceptedRisks: /)]);
  expect(finished).toEqual([]);
});

test("a picture that cannot be written is refused before anything is started", async () => {
  const { stdout, stderr } = process;
  const folder = configurationFolder({});
  const command = rehearseCommand({ environment: {}, projectRoot: folder, stdout, stderr });
  await expect(command.parseAsync(["staging", "--picture", folder], { from: "user" })).rejects.toThrow(
    new UserError(`${folder} cannot be written (EISDIR); name a file in a writable folder`),
  );
});

test.each<[string, readonly string[], string]>([
  ["twice", ["staging", "staging"], "staging is named twice; name it once"],
  [
    "of several accounts",
    ["staging", "kiosk"],
    "an emulator is one account, and these are in shop and kiosks; rehearse those of one account",
  ],
  ["with an option of one", ["staging", "kiosk", "--keep"], "--keep is of one environment; name it alone"],
  ["of which one is not there", ["staging", "preview"], "preview is not an environment; there are kiosk, staging"],
])("environments %s are refused before anything is started", async (_, args, message) => {
  const projectRoot = configurationFolder({
    "config/accounts/shop.yaml": accountYaml,
    "config/accounts/kiosks.yaml": accountYaml.replace("123456789012", "234567890123"),
    "config/environments/staging.yaml": environmentYaml,
    "config/environments/kiosk.yaml": environmentYaml.replace("account: shop", "account: kiosks"),
    "config/accepted-risks.yaml": "acceptedRisks: []\n",
  });
  const { stdout, stderr } = process;
  const command = rehearseCommand({ environment: {}, projectRoot, stdout, stderr });
  await expect(command.parseAsync([...args], { from: "user" })).rejects.toThrow(message);
});

test("a change from a state that is not there, or does not have the environment, is refused before anything is started", async () => {
  const { stdout, stderr } = process;
  const projectRoot = configurationFolder({
    "config/accounts/shop.yaml": accountYaml,
    "config/environments/staging.yaml": environmentYaml,
    "config/accepted-risks.yaml": "acceptedRisks: []\n",
    "config/approved-losses.yaml": "approvedLosses: []\n",
    "old/config/accounts/shop.yaml": accountYaml,
  });
  const rehearsed = (from: string) =>
    rehearseCommand({ environment: {}, projectRoot, stdout, stderr }).parseAsync(["staging", "--from", from], {
      from: "user",
    });
  await expect(rehearsed("v9")).rejects.toThrow(UserError);
  await expect(rehearsed("old")).rejects.toThrow("--from: old has no config/environments/staging.yaml");
});
