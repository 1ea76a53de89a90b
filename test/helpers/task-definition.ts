import type { Template } from "./template";

/** What ECS is told about the one container of a stack, as far as the program in it can tell. */
export interface SynthesizedContainer {
  readonly user: string;
  readonly readonlyRootFilesystem: boolean;
  readonly stopTimeout: number;
  readonly portMappings: readonly { readonly containerPort: number }[];
  readonly mountPoints: readonly { readonly containerPath: string; readonly readOnly: boolean }[];
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  readonly secrets: readonly { readonly name: string; readonly valueFrom: string }[];
}

export function containerOf(template: Template): SynthesizedContainer {
  const { container_definitions: definitions } = template.resource("aws_ecs_task_definition");
  const [container] = JSON.parse(String(definitions));
  return container;
}
