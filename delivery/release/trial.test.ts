import { describe, expect, test } from "vitest";
import { passedTag } from "../../model/released-tag";
import { answering, testSettings } from "../../test/helpers/answering";
import { accountFacts, jobFacts, planOf, webFacts } from "../../test/helpers/plan-facts";
import { releaseClients } from "./clients";
import { releasedService } from "./released-service";
import { refuseUntried, type Trial, trialIn } from "./trial";

const digest = `sha256:${"b2".repeat(32)}`;
const target = releasedService(planOf({ site: webFacts() }, { name: "live" }), "site");

describe("an environment where an image is tried", () => {
  const kept = { keptImages: 50, keptUntaggedDays: 14 };
  const other = { repositories: { shop: kept, tasks: kept } };
  const tried = (account: Parameters<typeof accountFacts>[0]) => {
    const services = { tasks: jobFacts({ repository: "tasks" }), page: webFacts(), report: jobFacts() };
    return trialIn(planOf(services, { name: "staging", account: accountFacts({ ...other, ...account }) }), target);
  };

  test("is known by its services that run images of the repository", () => {
    expect(tried({})).toEqual({ environment: "staging", isOfSameRegistry: true, services: ["page", "report"] });
  });

  test.each([{ accountId: "123456789012" }, { region: "eu-west-1" }])("has other images in %o", (elsewhere) => {
    expect(tried(elsewhere)).toEqual({ environment: "staging", isOfSameRegistry: false, services: [] });
  });
});

describe("an image", () => {
  const staging: Trial = { environment: "staging", isOfSameRegistry: true, services: ["page"] };

  /** @param passed what bears each tag */
  async function refusal(trials: readonly Trial[], passed: Readonly<Record<string, string>>) {
    const asked: string[] = [];
    const said: string[] = [];
    const { images } = answering(releaseClients(testSettings), {
      BatchGetImage: (input) => {
        const tag = JSON.stringify(input).match(/"imageTag":"([^"]+)"/)?.[1] ?? "";
        asked.push(tag);
        return { images: passed[tag] === undefined ? [] : [{ imageId: { imageDigest: passed[tag] } }] };
      },
    });
    const refused = await refuseUntried(images, target, trials, digest, (line) => said.push(line)).then(
      () => undefined,
      (error: Error) => error.message,
    );
    return { refused, asked, said };
  }

  test("that passed everywhere before is let in", async () => {
    const preview = { ...staging, environment: "preview" };
    const tags = ["preview", "staging"].map((environment) => passedTag(environment, digest));
    const passed = Object.fromEntries(tags.map((tag) => [tag, digest]));
    expect(await refusal([preview, staging], passed)).toEqual({ refused: undefined, asked: tags, said: [] });
    expect(await refusal([], {})).toEqual({ refused: undefined, asked: [], said: [] });
  });

  test.each([
    ["did not pass", {}],
    ["only begins as one that passed", { [passedTag("staging", digest)]: `sha256:${"b2".repeat(6)}${"0".repeat(52)}` }],
  ])("that %s is refused, with the way there", async (_, passed) => {
    expect((await refusal([staging], passed)).refused).toBe(
      `live is promoted from staging, where no release of ${digest} has ended well; release it there first: npx slipway release staging page ${digest}`,
    );
  });

  test("is refused where nothing of its repository runs before", async () => {
    expect((await refusal([{ ...staging, services: [] }], {})).refused).toBe(
      "live is promoted from staging, which runs no image of shop; add a service of it there",
    );
  });

  test("cannot be asked for in another registry, which is said", async () => {
    expect(await refusal([{ ...staging, isOfSameRegistry: false, services: [] }], {})).toEqual({
      refused: undefined,
      asked: [],
      said: ["staging has images of another account or region: that its commit was tried is all that is known there"],
    });
  });
});
