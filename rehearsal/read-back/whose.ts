import type { EnvironmentPlan } from "../../model/plan/environment-plan";
import type { Owned } from "./readers/owned";

/** The environment that is read back, beside the others that were deployed into the same account. */
export interface Scope {
  readonly plan: EnvironmentPlan;
  readonly others: readonly EnvironmentPlan[];
}

/** Whether something is another environment's. What is nobody's is everybody's business. */
export function isAnothers({ plan, others }: Scope, thing: Owned): boolean {
  const owner = ownerOf(thing, [plan, ...others]);
  return owner !== undefined && owner !== plan;
}

function ownerOf({ name, environment }: Owned, plans: readonly EnvironmentPlan[]): EnvironmentPlan | undefined {
  if (environment !== undefined) return plans.find((plan) => plan.name === environment);
  const explicit = plans.find(({ services }) =>
    services.some(({ role, logGroup }) => [role.name, logGroup.name].includes(name)),
  );
  const named = plans.filter((plan) => isNamedAfter(plan, name));
  // Of a prefix and one that goes on after it, the longer one is meant.
  const [longest] = [...named].sort((left, right) => right.namePrefix.length - left.namePrefix.length);
  return explicit ?? longest;
}

function isNamedAfter({ namePrefix, name: environment, account }: EnvironmentPlan, name: string): boolean {
  const ofDelivery = account.names.everyRole.replace("*", "");
  if (name.startsWith(ofDelivery)) {
    return new RegExp(`^${environment}(-base)?-(plan|apply|read|write|release|task-boundary)`).test(
      name.slice(ofDelivery.length),
    );
  }
  return new RegExp(`(^|/)${namePrefix}($|[-/.])`).test(name);
}
