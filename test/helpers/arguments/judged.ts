import type { Plans } from "../../../checks/arguments/allowed";
import { partDesigned } from "../../../checks/designed-findings";
import { argumentAsMeant } from "../../../checks/rules/arguments/argument-as-meant";
import { runRules } from "../../../checks/run-rules";
import { type SeenFinding, seenFindings } from "../../../checks/seen-finding";
import { joinTemplates, parseTemplate, type Template } from "../../../checks/template";
import type { Environment } from "../../../config/schema/environment";
import { planEnvironment } from "../../../model/plan/environment-plan";
import { cloud, configurationOf, stacksOf, terraformJsonWithPaths } from "../stacks";

/** The stacks of an environment, and what our own rules say of them when something in them is changed. */
export interface Judged {
  readonly template: Template;
  readonly findings: (changed: Template) => readonly SeenFinding[];
  readonly isFound: (changed: Template) => boolean;
}

export function judged(environment: Environment): Judged {
  const stacks = stacksOf(configurationOf(environment), cloud);
  const template = joinTemplates(stacks.map((stack) => parseTemplate(terraformJsonWithPaths(stack))));
  const designs = stacks.flatMap((stack) => stack.designs());
  const plans: Plans = [planEnvironment(environment)];
  const findings = (changed: Template) =>
    partDesigned(seenFindings(runRules(changed, plans), changed), designs).findings;
  // No reason beside a construct covers what the table says, which is most of it.
  const isFound = (changed: Template) =>
    argumentAsMeant.evaluate(changed, plans).length > 0 || findings(changed).length > 0;
  return { template, findings, isFound };
}
