import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { environmentYaml, faultLines, stagingFolder, withPart } from "../test/helpers/configuration-folder";
import { loadConfiguration } from "./load";
import { headsOf, namesByPlace } from "./other-tools";
import { environmentSchema } from "./schema/environment";
import { keysOf, schemasAt } from "./schema-walk";

const lines = (staging: string) =>
  faultLines(() => loadConfiguration(stagingFolder(staging))).map((line) => line.replace(/^.*staging\.yaml:\S+ /, ""));
const ofService = (setting: string) => lines(withPart(environmentYaml, "    port", `    ${setting}\n    port`));

test.each([
  { setting: "cpu: 512", message: "unknown key; write it as size.cpuUnits" },
  { setting: "desired_count: 2", message: "unknown key; write it as scaling.minimumTasks and scaling.maximumTasks" },
  { setting: "build: .", message: "unknown key; write it in the account's file as repositories.NAME.build" },
  { setting: "healthcheck: {}", message: "unknown key; write it as containerHealthCheck" },
  { setting: "tmpfs: []", message: "not supported; see docs/not-supported.md#volumes" },
  { setting: "exec: true", message: "not supported; see docs/not-supported.md#commands-in-a-container" },
])("what others write as $setting is answered with what is here", ({ setting, message }) => {
  expect(ofService(setting)).toEqual([`services.agent.${setting.split(":")[0]}: ${message}`]);
});

test("a setting that is missing is said once, by the name that others have for it", () => {
  expect(lines(withPart(environmentYaml, "repository:", "image:"))).toEqual([
    "services.agent.image: unknown key; write it as repository",
  ]);
});

test("what a kind has not is not proposed to it", () => {
  const job = withPart(environmentYaml, "kind: web", "kind: job\n    healthcheck: x");
  expect(lines(job)).toContain("services.agent.healthcheck: not supported; see docs/not-supported.md#health-checks");
  const worker = withPart(environmentYaml, "kind: web", "kind: worker\n    ports: [80]");
  expect(lines(worker).find((line) => line.startsWith("services.agent.ports"))).not.toContain("write it as port");
});

test("at the top, in a sidecar, a size and its scaling each name has its own answer", () => {
  expect(lines(`${environmentYaml}vpc: x\n`)).toEqual(["vpc: unknown key; write it as network"]);
  expect(lines(withPart(environmentYaml, "maximumTasks: 4", "maximumTasks: 4, cooldown: 60"))).toEqual([
    "services.agent.scaling.cooldown: not supported; see docs/not-supported.md#scaling-by-response-time",
  ]);
  expect(ofService("sidecars: { proxy: { secrets: {} } }")).toContain(
    "services.agent.sidecars.proxy.secrets: not supported; see docs/not-supported.md#secrets-of-sidecars",
  );
});

const places: Readonly<Record<string, readonly string[]>> = {
  environment: [],
  service: ["services", "agent"],
  sidecar: ["services", "agent", "sidecars", "proxy"],
  size: ["services", "agent", "size"],
  scaling: ["services", "agent", "scaling"],
};

test("every answer leads to a setting or a heading that there is, and hides no setting", () => {
  const page = readFileSync("docs/not-supported.md", "utf8");
  const anchors = [...page.matchAll(/^## (.+)$/gm)].map(
    ([, title = ""]) => `#${title.toLowerCase().replaceAll(" ", "-")}`,
  );
  const answered = Object.values(namesByPlace).flatMap((names) => Object.values(names));
  expect(anchors.filter((anchor) => !answered.includes(anchor) && anchor !== "#health-checks")).toEqual([]);
  for (const [place, names] of Object.entries(namesByPlace)) {
    const known = schemasAt(environmentSchema("staging"), places[place] ?? [], undefined).flatMap(keysOf);
    expect(Object.keys(names).filter((key) => known.includes(key))).toEqual([]);
    const here = Object.values(names);
    expect(here.filter((answer) => answer.startsWith("#") && !anchors.includes(answer))).toEqual([]);
    const settings = here.filter((answer) => !/^(#|the )/.test(answer)).flatMap(headsOf);
    expect(settings.filter((setting) => !known.includes(setting))).toEqual([]);
  }
});
