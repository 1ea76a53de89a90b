import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../running/tools/testing/temporary-toolbox";
import { terraformCloudToken } from "./credentials";

const host = "app.terraform.io";

function home(files: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const folder = temporaryFolder();
  mkdirSync(join(folder, ".terraform.d"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return { HOME: folder };
}

const login = { ".terraform.d/credentials.tfrc.json": '{"credentials":{"app.terraform.io":{"token":"of-login"}}}' };
const configured = { ".terraformrc": 'credentials "app.terraform.io" {\n  token = "of-configuration"\n}\n' };

test.each([
  ["a variable before any file", { ...login, ...configured }, "of-variable", "of-variable"],
  ["the command-line configuration before a login", { ...login, ...configured }, undefined, "of-configuration"],
  ["a login where there is nothing else", login, undefined, "of-login"],
  ["a login where the variable is empty", login, "", "of-login"],
])("a token is taken from %s", (_, files, variable, token) => {
  expect(terraformCloudToken(host, { ...home(files), TF_TOKEN_app_terraform_io: variable })).toBe(token);
});

test.each([
  ["localhost:8443", 'credentials "localhost:8443" { token = "local" }'],
  ["tfe.my-company.example", 'credentials "tfe.my-company.example" { token = "local" }'],
])("a token of %s is found in the command-line configuration that is named", (hostname, text) => {
  const environment = home({ "named.rc": text });
  const named = { ...environment, TF_CLI_CONFIG_FILE: join(environment.HOME ?? "", "named.rc") };
  expect(terraformCloudToken(hostname, named)).toBe("local");
});

test("a hyphen in a host name is two underscores in the variable's", () => {
  expect(terraformCloudToken("tfe.my-company.example", { ...home(), TF_TOKEN_tfe_my__company_example: "it" })).toBe(
    "it",
  );
});

test("a comment holds no token, and another host's token is not taken", () => {
  const commented = home({ ".terraformrc": '# credentials "app.terraform.io" { token = "old" }\n' });
  expect(() => terraformCloudToken(host, { ...commented, TF_TOKEN_example_com: "other" })).toThrow(
    "there is no token for app.terraform.io; set TF_TOKEN_app_terraform_io, or run: terraform login app.terraform.io",
  );
});

test("a host with a port has no variable that a shell would take", () => {
  expect(() => terraformCloudToken("localhost:8443", home())).toThrow(
    "there is no token for localhost:8443; run: terraform login localhost:8443",
  );
});

test("a file that is torn is named", () => {
  const torn = home({ ".terraform.d/credentials.tfrc.json": '{"credentials":{"app.terra' });
  expect(() => terraformCloudToken(host, torn)).toThrow(/credentials\.tfrc\.json is not what terraform login writes; /);
});
