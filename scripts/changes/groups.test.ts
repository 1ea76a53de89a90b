import { describe, expect, test } from "vitest";
import { type Candidate, groupsOf, settle } from "./groups";

function candidate(leaf: string, rewrites: readonly string[], isAlone = false): Candidate {
  return { leaf, rewrites: rewrites.map((address) => `staging ${address}`), renames: [], isAlone };
}

const names = (groups: readonly (readonly Candidate[])[]) => groups.map((group) => group.map(({ leaf }) => leaf));

describe("settings are changed together", () => {
  test("where no two rewrite one thing, but for what many meet in", () => {
    const found = groupsOf([
      candidate("port", ["aws_lb_target_group.agent", "aws_ecs_task_definition.agent"]),
      candidate("path", ["aws_lb_target_group.agent"]),
      candidate("size", ["aws_ecs_task_definition.agent"]),
    ]);
    expect(names(found)).toEqual([["port", "size"], ["path"]]);
  });

  test("unless one of them gives what they meet in another name", () => {
    const size = candidate("size", ["aws_cloudwatch_metric_alarm.memory"]);
    const renaming = { ...size, leaf: "cluster", renames: size.rewrites };
    expect(names(groupsOf([size, renaming, { ...size, leaf: "email" }]))).toEqual([["size", "email"], ["cluster"]]);
    expect(names(groupsOf([renaming, size]))).toEqual([["cluster"], ["size"]]);
  });

  test("but not with one that stands alone, and not more than eight", () => {
    const many = Array.from({ length: 9 }, (_, index) => candidate(`s${index}`, [`aws_sqs_queue.q${index}`]));
    expect(groupsOf(many).map((group) => group.length)).toEqual([8, 1]);
    const alone = candidate("prefix", ["aws_vpc.main"], true);
    expect(names(groupsOf([alone, candidate("size", ["aws_sqs_queue.q"])]))).toEqual([["prefix"], ["size"]]);
  });
});

describe("a group", () => {
  const tried: string[] = [];
  const attempt = async (group: readonly string[]) => {
    tried.push(group.join(""));
    return !group.includes("c");
  };

  test("that ends well is tried once", async () => {
    tried.length = 0;
    expect(await settle(["a", "b"], attempt, Boolean)).toEqual([{ group: ["a", "b"], result: true }]);
    expect(tried).toEqual(["ab"]);
  });

  test("that does not is halved until the one at fault stands alone", async () => {
    tried.length = 0;
    expect(await settle(["a", "b", "c", "d", "e"], attempt, Boolean)).toEqual([
      { group: ["a", "b"], result: true },
      { group: ["c"], result: false },
      { group: ["d", "e"], result: true },
    ]);
    expect(tried).toEqual(["abcde", "abc", "ab", "c", "de"]);
  });
});
