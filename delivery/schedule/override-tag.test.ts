import { SSMClient } from "@aws-sdk/client-ssm";
import { expect, test } from "vitest";
import { type Answers, answering, testSettings } from "../../test/helpers/answering";
import { overriddenUntil } from "./override-tag";

const place = { environment: "dev", parameter: "/shop-dev/schedule", tag: "keep-running-until" };

function until(answer: Answers[string]) {
  const { parameters } = answering({ parameters: new SSMClient(testSettings) }, { ListTagsForResource: answer });
  return overriddenUntil(parameters, place);
}

const tags = (Value: string) => ({
  TagList: [
    { Key: "Owner", Value: "x" },
    { Key: "keep-running-until", Value },
  ],
});

test("is the time of the tag", async () => {
  const asked: object[] = [];
  const answer = (input: object) => {
    asked.push(input);
    return tags("2026-11-28T18:00:00-08:00");
  };
  expect((await until(answer))?.toString()).toBe("2026-11-29T02:00:00Z");
  expect(asked).toEqual([{ ResourceType: "Parameter", ResourceId: "/shop-dev/schedule" }]);
});

test("is nothing without the tag", async () => {
  expect(await until({ TagList: [{ Key: "Owner", Value: "x" }] })).toBeUndefined();
  expect(await until({})).toBeUndefined();
});

test("of a tag that says no time passes over nobody's wish", async () => {
  await expect(until(tags("tomorrow"))).rejects.toThrow(
    "tag keep-running-until of /shop-dev/schedule is not a time with its offset from UTC; set it with: npx slipway awake dev --until TIME",
  );
});

test("is refused where the base is missing", async () => {
  const missing = () => {
    throw Object.assign(new Error("the resource ID is not valid"), { name: "InvalidResourceId" });
  };
  await expect(until(missing)).rejects.toThrow(
    "there is no parameter /shop-dev/schedule: the base stack dev-base is missing, and without it nothing is torn down or brought back",
  );
  const refused = () => {
    throw Object.assign(new Error("no"), { name: "AccessDeniedException" });
  };
  await expect(until(refused)).rejects.toThrow("no");
});
