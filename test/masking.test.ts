import { expect, test } from "vitest";
import { partDesigned } from "../checks/designed-findings";
import type { Finding } from "../checks/finding";
import type { StackJson } from "../checks/scanners/scanner";
import { seenFindings } from "../checks/seen-finding";
import { joinTemplates, parseTemplate } from "../checks/template";
import type { Design } from "../model/design";
import { fixture, synthesizedFixtureNames } from "./helpers/fixtures";
import { maskingAttempts, withAttempts } from "./helpers/masking/attempts";
import { cloud, stacksOf, terraformJsonWithPaths } from "./helpers/stacks";

/** The worst case: of what is added, a scanner says what it has said before, at the same place. */
test.each(synthesizedFixtureNames)("nothing that is added to %s hides behind a finding that is meant", (name) => {
  const made = stacksOf(fixture(name), cloud);
  const stacks = made.map((stack) => ({ name: stack.node.id, text: terraformJsonWithPaths(stack) }));
  const designs = made.flatMap((stack) => stack.designs());
  const judged = (changed: readonly StackJson[], at: readonly string[]) => {
    const template = joinTemplates(changed.map(({ text }) => parseTemplate(text)));
    const found = template.resources.flatMap(({ constructPath, address }) =>
      rulesAt(designs, at, constructPath).map((rule) => ({ ...said, rule, constructPath, address })),
    );
    const reckoned = designs.filter(({ constructPath }) => at.includes(constructPath));
    return partDesigned(seenFindings(found, template), reckoned).findings;
  };
  const places = [...new Set(designs.map(({ constructPath }) => constructPath))];
  expect(judged(stacks, places)).toEqual([]);
  const attempts = maskingAttempts(stacks, places, { seed: 1, count: 15 });
  const hidden = attempts.filter((attempt) => {
    const changed = stacks.filter((stack) => stack.name === attempt.stack);
    return judged(withAttempts(changed, [attempt]), [attempt.constructPath]).length === 0;
  });
  expect(hidden.map(({ title }) => title)).toEqual([]);
});

const said: Finding = {
  scanner: "tfsec",
  rule: "",
  severity: "HIGH",
  address: "",
  constructPath: "",
  message: "",
  remedy: "",
};

function rulesAt(designs: readonly Design[], at: readonly string[], path: string): readonly string[] {
  return designs
    .filter(({ constructPath }) => constructPath === path && at.includes(path))
    .flatMap(({ rules }) => rules);
}
