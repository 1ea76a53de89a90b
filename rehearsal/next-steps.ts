import type { Environment } from "../config/schema/environment";
import { jobOutputName } from "../model/job-command";
import type { EnvironmentPlan } from "../model/plan/environment-plan";
import { caBundleOf } from "../model/plan/load-balancer-plan";
import { accountStackName, baseStackName } from "../model/stack-names";

/** From a passed rehearsal to AWS, in order. */
export function nextSteps(plan: EnvironmentPlan): readonly string[] {
  const { stacks, services } = plan;
  const caBundle = caBundleOf(plan.loadBalancer);
  const toFill = plan.secrets.filter(({ origin }) => origin === "created");
  const steps = [
    [`npx cdktf deploy ${stacks.account}`],
    [`npx cdktf deploy ${stacks.base}`],
    ...(toFill.length === 0
      ? []
      : [
          [
            "fill the secrets:",
            ...toFill.map(
              ({ shown }) => `aws secretsmanager put-secret-value --secret-id ${shown} --secret-string file://VALUE`,
            ),
          ],
        ]),
    [
      "push the image and release its digest:",
      ...services.flatMap(({ names, repository }) => [
        `docker push ${repository.imageName}:TAG`,
        `aws ssm put-parameter --overwrite --name ${names.imageDigestParameter} --value sha256:DIGEST`,
      ]),
    ],
    ...(caBundle === undefined ? [] : [[`aws s3 cp BUNDLE s3://${caBundle.bucket}/${caBundle.key}`]]),
    [`npx cdktf deploy ${stacks.runtime}`, ...waitForDelegation(plan)],
    ...delegation(plan),
    ...jobs(plan),
  ];
  return ["Next, to deploy it:", ...steps.flatMap(numbered)];
}

/** Whoever starts one by hand needs subnets and group, which only the stack knows. */
function jobs({ stacks, services }: EnvironmentPlan): readonly (readonly string[])[] {
  const names = services.flatMap(({ kind, name }) => (kind === "job" ? name : []));
  if (names.length === 0) return [];
  return [
    [
      "start a job by hand with the command that the runtime stack prints:",
      ...names.map((name) => `terraform -chdir=cdktf.out/stacks/${stacks.runtime} output -raw ${jobOutputName(name)}`),
    ],
  ];
}

/** A rehearsal never waits for it, and AWS does for more than an hour. */
function waitForDelegation({ dns }: EnvironmentPlan): readonly string[] {
  if (dns === undefined || !dns.zone.create || !dns.zone.delegated) return [];
  return [
    `validates its certificate once the parent zone names the name servers of ${dns.zone.name};`,
    "for the first deployment set dns.zone.delegated to false",
  ];
}

/** Certificate, port 443 and alias wait for it. */
function delegation({ name, dns }: EnvironmentPlan): readonly (readonly string[])[] {
  if (dns === undefined || dns.zone.delegated) return [];
  return [
    [
      `enter the name servers of ${dns.zone.name}, an output of ${baseStackName(name)}, in the parent zone; then:`,
      `set dns.zone.delegated to true in config/environments/${name}.yaml`,
      `npx cdktf deploy ${name}`,
    ],
  ];
}

function numbered([head, ...rest]: readonly string[], index: number): readonly string[] {
  return [`  ${index + 1}. ${head}`, ...rest.map((line) => `       ${line}`)];
}

/** The commands that deploy to an emulator which holds nothing yet, in order: `cdktf deploy` of two stacks starts both at once. */
export function localDeployments({ account, name }: Environment) {
  return [
    `SLIPWAY_TARGET=local npx cdktf deploy ${accountStackName(account.name)}`,
    `SLIPWAY_TARGET=local npx cdktf deploy ${baseStackName(name)}`,
    `npx slipway emulator release ${name}`,
    `SLIPWAY_TARGET=local npx cdktf deploy ${name}`,
  ] as const;
}

export function emulatorDeployment(environment: Environment): readonly string[] {
  const commands = localDeployments(environment).map((command) => `  ${command}`);
  return ["Deploy to it, in this order:", ...commands, ...stopHint];
}

const stopHint = ["Stop it with:", "  npx slipway emulator stop"] as const;

/** How to look at what `--keep` has left up. */
export function keptHints(
  environment: Environment,
  { endpoint, folder, destroyed }: { readonly endpoint: string; readonly folder: string; readonly destroyed: boolean },
): readonly string[] {
  return [
    `The emulator is up at ${endpoint}. Look at it with:`,
    `  AWS_CONFIG_FILE=${folder} AWS_PROFILE=slipway-local aws ecs list-clusters`,
    ...(destroyed
      ? emulatorDeployment(environment)
      : [`  SLIPWAY_TARGET=local npx cdktf diff ${environment.name}`, ...stopHint]),
  ];
}
