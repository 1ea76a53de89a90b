import type { Rule } from "../../checks/rule";
import { allBlocks, joinTemplates, parseTemplate, type Resource, type Template } from "../../checks/template";
import type { JsonObject } from "../../model/json";
import { planEnvironment } from "../../model/plan/environment-plan";
import { smallStaging } from "./fixtures";
import { cloud, configurationOf, stacksOf, terraformJsonWithPaths } from "./stacks";

/** Nothing where the block is taken out. */
type Change = (body: JsonObject) => JsonObject | undefined;

const environment = smallStaging();
const plans = [planEnvironment(environment)];
const stacks = joinTemplates(
  stacksOf(configurationOf(environment), cloud).map((stack) => parseTemplate(terraformJsonWithPaths(stack))),
);

/** What the rule says of the stacks of the smallest fixture, one line a fault. */
export function smallFaults(rule: Rule, template: Template = stacks): readonly string[] {
  return rule.evaluate(template, plans).map(({ resource, message }) => `${resource.address}: ${message}`);
}

/** The same with the one block changed whose address starts so. */
export function smallFaultsWith(rule: Rule, address: string, change: Change): readonly string[] {
  const found = allBlocks(stacks).filter((block) => block.address.startsWith(address));
  if (found.length !== 1) throw new RangeError(`${found.length} blocks have an address that starts with ${address}`);
  const changed = (blocks: readonly Resource[]) =>
    blocks.flatMap((block) => {
      const body = block === found[0] ? change(block.body) : block.body;
      return body === undefined ? [] : [{ ...block, body }];
    });
  const { resources, dataSources, settings } = stacks;
  return smallFaults(rule, {
    resources: changed(resources),
    dataSources: changed(dataSources),
    settings: changed(settings),
  });
}
