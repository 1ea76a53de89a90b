import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { withToolbox } from "../cli/session";
import { findEmulatorPython } from "../running/tools/python";

/** Shapes of AWS's service models that say how long a name of ours may be, and of which characters. */
const asked: Readonly<Record<string, readonly string[]>> = {
  acm: ["DomainNameString"],
  budgets: ["BudgetName"],
  cloudwatch: ["AlarmName"],
  ecr: ["RepositoryName"],
  elbv2: ["Path", "Port"],
  iam: ["policyNameType", "roleNameType", "tagKeyType", "tagValueType"],
  kms: ["AliasNameType"],
  logs: ["LogGroupName"],
  scheduler: ["Name", "ScheduleExpression", "ScheduleExpressionTimezone", "ScheduleGroupName"],
  secretsmanager: ["NameType"],
  servicediscovery: ["NamespaceNamePrivate", "ServiceName"],
  ssm: ["PSParameterName"],
};

const shapeSchema = z.object({
  min: z.number().optional(),
  max: z.number().optional(),
  pattern: z.string().optional(),
});
const modelSchema = z.object({ shapes: z.record(z.string(), z.unknown()) });

const locate = "import botocore; print(botocore.__version__); print(botocore.__path__[0])";

/** Copies AWS's limits out of botocore, which the emulator stands on: `npm run limits`. */
async function main(): Promise<void> {
  const { env: environment, stdout, stderr } = process;
  await withToolbox({ environment, stdout, stderr, projectRoot: process.cwd() }, console.log, async (toolbox) => {
    const python = await findEmulatorPython(toolbox);
    const found = await toolbox.shutdown.children.run(python, ["-c", locate], { env: environment });
    const [version = "", folder = ""] = found.stdout.trim().split("\n");
    const limits = Object.entries(asked).flatMap(([service, shapes]) => {
      const model = modelOf(join(folder, "data", service));
      return shapes.map((shape) => [`${service} ${shape}`, shapeSchema.parse(model.shapes[shape])] as const);
    });
    const copied = {
      source: `AWS's service models, by botocore ${version} (Apache-2.0)`,
      limits: Object.fromEntries(limits),
    };
    writeFileSync("test/helpers/aws-limits.json", `${JSON.stringify(copied, null, 2)}\n`);
  });
}

/** The newest of a service's. */
function modelOf(folder: string) {
  const newest = readdirSync(folder).sort().at(-1) ?? "";
  return modelSchema.parse(JSON.parse(gunzipSync(readFileSync(join(folder, newest, "service-2.json.gz"))).toString()));
}

void main();
