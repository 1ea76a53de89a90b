import { RootConstruct } from "constructs";
import type { Environment } from "../../config/schema/environment";
import { planEnvironment } from "../../model/plan/environment-plan";
import { BaseStack } from "../../stacks/base-stack";
import { RuntimeStack } from "../../stacks/runtime-stack";
import { cloud, functionArchive } from "./stacks";
import { templateOf } from "./synthesize";
import type { Template } from "./template";

export function baseTemplate(environment: Environment, target = cloud): Template {
  return templateOf(new BaseStack(new RootConstruct(), planEnvironment(environment), { target, functionArchive }));
}

export function runtimeTemplate(environment: Environment, target = cloud): Template {
  return templateOf(new RuntimeStack(new RootConstruct(), planEnvironment(environment), target));
}
