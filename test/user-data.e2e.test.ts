import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hostScript } from "../model/hosts/host-script";
import { userData } from "../model/hosts/user-data";
import { temporaryFolder } from "../running/run-folder";
import { Shutdown } from "../running/shutdown";
import { cacheFolder } from "../running/tools/cache-folder";
import { findPackagePython } from "../running/tools/python";
import { aToolbox, temporaryFolder as ofTest } from "../running/tools/testing/temporary-toolbox";
import { hostedGroup, hostedPlan, hostTexts } from "./helpers/hosts/hosted-group";
import { type Ended, type Keys, makeKeys, missingForRoots, runUserData } from "./helpers/hosts/throw-away-root";

const missing = missingForRoots(process.env);
if (missing !== undefined) console.log(`user data does not run: skipped, because ${missing}`);

const plain = `planted $HOME \${X} 'single' "double" \\back\\n end\\\nsecond line\ttab é #no comment`;
const keyed = JSON.stringify({ TOKEN: "planted-token", OTHER: { planted: "other" } });
const secrets = { "plain.json": plain, "keyed.json": keyed };
const plan = hostedPlan();
const text = userData(hostedGroup(plan), plan, hostTexts({ discoveryServiceId: "srv-example" }));

function ourToolbox() {
  return aToolbox({ environment: process.env, cache: cacheFolder(process.env), projectRoot: process.cwd() });
}

test("is shell without a fault, and so is the program that it writes", async () => {
  const toolbox = ourToolbox();
  const python = await findPackagePython(toolbox, "test/helpers/hosts", ["tools.txt"]);
  const folder = ofTest();
  const files = Object.entries({ "user-data": text, host: hostScript }).map(([name, script]) => {
    writeFileSync(join(folder, name), script);
    return join(folder, name);
  });
  const { exitCode, stdout } = await toolbox.shutdown.children.run(join(dirname(python), "shellcheck"), files, {
    env: process.env,
  });
  expect(stdout).toBe("");
  expect(exitCode).toBe(0);
});

const hooked = "aws autoscaling complete-lifecycle-action --lifecycle-action-result";
const programsOf = ({ calls }: Ended) => calls.map((call) => call.replace(/ .*/, ""));

/** Values of secrets, passwords and credentials, all of which the stand-ins give with this word in them. */
function plantedIn({ calls, output, file }: Ended): readonly string[] {
  return [...calls, output, file("/var/log/slipway/host.log")].filter((shown) => shown.includes("planted"));
}

describe.skipIf(missing !== undefined)("in a throw-away root", () => {
  const shutdown = new Shutdown(() => {});
  let keys: Keys;
  const runWith = (conditions: readonly string[]) => runUserData(ourToolbox(), text, { keys, conditions, secrets });

  beforeAll(async () => {
    keys = await makeKeys({ shutdown, environment: process.env }, temporaryFolder(shutdown));
  });
  afterAll(() => shutdown.finish());

  test("runs to its end, says so to the autoscaling group, and shows no secret", async () => {
    const ended = await runWith([]);

    expect(ended.exitCode).toBe(0);
    expect(ended.file("/var/log/slipway/host.log").replaceAll(/^\S+ /gm, "")).toBe(
      "slipway: i-0123456789abcdef0 runs what is released\n" +
        "slipway: lifecycle action CONTINUE for i-0123456789abcdef0: its containers are healthy\n",
    );
    expect(ended.calls.at(-1)).toBe(
      `${hooked} CONTINUE --instance-id i-0123456789abcdef0 --lifecycle-hook-name shop-hosts-launching --auto-scaling-group-name shop-hosts`,
    );
    expect(ended.calls).toContainEqual(
      "mount -t efs -o tls,iam,accesspoint=fsap-0123456789abcdef0 fs-0123456789abcdef0:/ /run/slipway/volumes/data",
    );
    expect(ended.calls).toContainEqual(
      "aws servicediscovery register-instance --service-id srv-example --instance-id store --attributes AWS_INSTANCE_IPV4=10.9.0.12",
    );
    expect(programsOf(ended).indexOf("docker")).toBeGreaterThan(programsOf(ended).indexOf("mount"));
    expect(ended.file("units")).toBe("");
    expect(ended.file("mode")).toBe("600 root\n");
    const digest = "sha256:0123456789012345678901234567890123456789012345678901234567890123";
    expect(ended.file("/run/slipway/.env").split("\n")).toEqual([
      "INSTANCE_ID=i-0123456789abcdef0",
      `BACKEND_DIGEST=${digest}`,
      `FRONTEND_DIGEST=${digest}`,
      `STORE_DIGEST=${digest}`,
      'BACKEND__KEYED="planted-token"',
      'BACKEND__OTHER="{\\"planted\\":\\"other\\"}"',
      `BACKEND__PLAIN=${JSON.stringify(plain).replaceAll("$", "$$$$")}`,
      "",
    ]);
    expect(JSON.parse(ended.file("/run/slipway/tasks/backend/credentials.json"))).toEqual({
      Version: 1,
      AccessKeyId: "ASIAEXAMPLE",
      SecretAccessKey: "planted-session-key",
      SessionToken: "planted-session-token",
      Expiration: "2030-01-01T00:00:00Z",
    });
    expect(ended.file("/run/slipway/tasks/backend/config")).toBe(
      "[default]\nregion = eu-central-1\ncredential_process = cat /run/slipway/credentials.json\n",
    );
    expect(plantedIn(ended)).toEqual([]);
    expect(ended.file("left")).toBe("/run/slipway/.env\n/run/slipway/tasks\n/run/slipway/volumes\n");
  });

  const afterwards = (...commands: readonly string[]) =>
    runUserData(ourToolbox(), text, { keys, conditions: [], secrets, afterwards: commands.join("\n") });
  const dockerOf = ({ later }: Ended, verb: string) =>
    later
      .filter((call) => call.startsWith("docker") && call.includes(` ${verb} `))
      .map((call) => call.replace(/.*\.env /, ""));

  test("starts what is unhealthy anew, and what lost the network that it joined", async () => {
    const ended = await afterwards("/opt/slipway/host mend");
    expect(ended.exitCode).toBe(0);
    expect(dockerOf(ended, "restart")).toEqual(["restart backend.proxy backend", "restart frontend"]);
    const log = ended.file("/var/log/slipway/host.log");
    expect(log).toContain("slipway: backend lost the network of backend.proxy; restarting backend.proxy backend\n");
    expect(log).toContain("slipway: frontend is unhealthy; restarting frontend");
  });

  test("renews credentials, releases again, and takes its name back when it stops", async () => {
    const ended = await afterwards(...["credentials", "release", "stop"].map((verb) => `/opt/slipway/host ${verb}`));
    expect(ended.exitCode).toBe(0);
    expect(ended.later.filter((call) => call.startsWith("aws sts assume-role"))).toHaveLength(6);
    expect(ended.later).toContainEqual(
      "aws servicediscovery deregister-instance --service-id srv-example --instance-id store",
    );
    expect(ended.later.at(-1)).toMatch(/^docker compose .* stop$/);
    expect(plantedIn({ ...ended, calls: ended.later })).toEqual([]);
  });

  test("says that a release failed, and leaves what runs to who puts the old one back", async () => {
    const ended = await afterwards("touch /test/is/unhealthy", "/opt/slipway/host release");
    expect(ended.exitCode).toBe(1);
    expect(ended.file("/var/log/slipway/host.log")).toContain(
      "slipway: containers are not healthy: container shop-backend-1 is unhealthy\n",
    );
    expect(ended.later.filter((call) => /lifecycle|systemctl| down /.test(call))).toEqual([]);
  });

  const failures: readonly (readonly [string, readonly string[], string])[] = [
    [
      "a secret has no value",
      ["without-secret"],
      "the secret shop/plain cannot be read: An error occurred (ResourceNotFoundException) when calling the GetSecretValue operation: Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    ],
    [
      "a secret is not the JSON that its variables need",
      ["malformed"],
      "the secret shared/json has not what its variables need: a text, or JSON with their keys",
    ],
    [
      "nothing is released",
      ["unreleased"],
      "nothing is released yet: /shop/image-digests/backend holds no image digest",
    ],
    [
      "the registry refuses",
      ["registry-refused"],
      "the registry 210987654321.dkr.ecr.eu-central-1.amazonaws.com refuses: Error response from daemon: login attempt failed with status: 400 Bad Request",
    ],
    [
      "an image is missing",
      ["image-missing"],
      "images cannot be pulled: backend Error manifest unknown: Requested image not found",
    ],
    [
      "a file system cannot be mounted",
      ["mount-refused"],
      "volume data cannot be mounted: mount.nfs4: access denied by server while mounting 127.0.0.1:/",
    ],
    ["a container is unhealthy", ["unhealthy"], "containers are not healthy: container shop-backend-1 is unhealthy"],
    [
      "a service does not answer its health check",
      ["unhealthy-check"],
      "backend is not healthy: curl: (22) The requested URL returned error: 503",
    ],
    ["Docker's key is another one", ["strange-key"], "https://download.docker.com/linux/ubuntu/gpg is not the one key"],
    ["the agent's package is changed", ["strange-package"], "amazon-cloudwatch-agent.deb is not signed by its key"],
    ["Docker cannot be installed", ["without-docker"], "install_docker failed; see /var/log/cloud-init-output.log"],
  ];

  test.each(failures)(
    "gives the instance up, says why and leaves nothing running where %s",
    async (_, conditions, why) => {
      const ended = await runWith(conditions);

      expect(ended.exitCode).not.toBe(0);
      const last = ended.file("/var/log/slipway/host.log").trim().split("\n").at(-1);
      expect(last).toContain("slipway: lifecycle action ABANDON for i-0123456789abcdef0: ");
      expect(last).toContain(why);
      const [down, answered] = ended.calls.filter((call) => / down |complete-lifecycle-action/.test(call));
      expect(down).toContain("docker compose ");
      expect(answered).toContain(`${hooked} ABANDON --instance-id i-0123456789abcdef0 `);
      expect(ended.calls).toContainEqual(
        "systemctl disable --now slipway.service slipway-credentials.timer slipway-mend.timer",
      );
      expect(ended.calls.join("\n")).not.toContain("CONTINUE");
      expect(plantedIn(ended)).toEqual([]);
    },
  );
});
