import type { Plans } from "../../../checks/arguments/allowed";
import { partDesigned } from "../../../checks/designed-findings";
import { rules } from "../../../checks/registry";
import { runRules } from "../../../checks/run-rules";
import { type SeenFinding, seenFindings } from "../../../checks/seen-finding";
import { joinTemplates, parseTemplate, type Template } from "../../../checks/template";
import type { Environment } from "../../../config/schema/environment";
import { planEnvironment } from "../../../model/plan/environment-plan";
import { cloud, configurationOf, stacksOf, terraformJsonWithPaths } from "../stacks";
import { type Mutation, withMutation } from "./mutations";

/** The stacks of an environment, and what our own rules say of them when something in them is changed. */
export interface Judged {
  readonly template: Template;
  readonly findings: (changed: Template) => readonly SeenFinding[];
  readonly isFound: (mutation: Mutation) => boolean;
}

export function judged(environment: Environment): Judged {
  const stacks = stacksOf(configurationOf(environment), cloud);
  const template = joinTemplates(stacks.map((stack) => parseTemplate(terraformJsonWithPaths(stack))));
  const designs = stacks.flatMap((stack) => stack.designs());
  const plans: Plans = [planEnvironment(environment)];
  const findings = (changed: Template) =>
    partDesigned(seenFindings(runRules(changed, plans), changed), designs).findings;
  // The rule that holds it is asked first, as most say nothing else of it; but a reason beside a construct may cover what it says.
  const isFound = (mutation: Mutation) => {
    const changed = withMutation(template, mutation);
    const holder = rules.find(
      ({ id }) => id === mutation.holder && !designs.some(({ rules: covered }) => covered.includes(id)),
    );
    return (holder?.evaluate(changed, plans) ?? []).length > 0 || findings(changed).length > 0;
  };
  return { template, findings, isFound };
}
