import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { passedTag } from "../model/released-tag";
import { accountYaml, configurationFolder, environmentYaml } from "../test/helpers/configuration-folder";
import { listenOnLoopback } from "../test/helpers/loopback";
import { releaseCommand } from "./release";

const digest = `sha256:${"c3".repeat(32)}`;
const projectRoot = configurationFolder({
  "config/accounts/shop.yaml": accountYaml,
  "config/environments/staging.yaml": environmentYaml,
  "config/environments/live.yaml": `promotedFrom: [staging]\n${environmentYaml.replace("10.1.", "10.2.").replace("domain: staging", "domain: live")}`,
});
const caller = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
  <Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;

/** Of AWS: who calls, and a registry that holds the image without the tag that staging gives. */
const asked: string[] = [];
const server = createServer((request, response) => {
  const target = request.headers["x-amz-target"];
  request.on("data", (body) => asked.push(`${target ?? "sts"} ${body}`));
  request.on("end", () => {
    const isTag = asked.at(-1)?.includes("imageTag") === true;
    response.writeHead(200, { "content-type": target === undefined ? "text/xml" : "application/x-amz-json-1.1" });
    response.end(target === undefined ? caller : JSON.stringify({ images: isTag ? [] : [{ imageManifest: "{}" }] }));
  });
});

beforeAll(async () => {
  vi.stubEnv("AWS_ENDPOINT_URL", `http://127.0.0.1:${await listenOnLoopback(server)}`);
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});

test("an image that staging has not run is not released to what is promoted from it", async () => {
  const { stdout, stderr } = process;
  const command = releaseCommand({ environment: {}, projectRoot, stdout, stderr });
  await expect(command.parseAsync(["live", "agent", digest], { from: "user" })).rejects.toThrow(
    `live is promoted from staging, where no release of ${digest} has ended well; release it there first: npx slipway release staging agent ${digest}`,
  );
  expect(asked.at(-1)).toContain(passedTag("staging", digest));
});
