import type { Environment } from "../config/schema/environment";
import { containerSecrets } from "../model/environment-variables";
import { secretName, serviceNames } from "../model/naming";
import { secretReaders } from "../model/secret-readers";
import { accountStackName, baseStackName } from "../model/stack-names";

/** From a passed rehearsal to AWS, in order. */
export function nextSteps(environment: Environment): readonly string[] {
  const { account, namePrefix, name, services } = environment;
  const { accountId, region } = account;
  const secrets = Object.values(services).flatMap((service) => secretReaders(containerSecrets(service)));
  const registry = `${accountId}.dkr.ecr.${region}.amazonaws.com`;
  const steps = [
    [`npx cdktf deploy ${accountStackName(account.name)}`],
    [`npx cdktf deploy ${baseStackName(name)}`, ...waitForDelegation(environment)],
    ...(secrets.length === 0
      ? []
      : [
          [
            "fill the secrets:",
            ...secrets.map(
              ({ secret }) =>
                `aws secretsmanager put-secret-value --secret-id ${secretName(namePrefix, secret)} --secret-string file://VALUE`,
            ),
          ],
        ]),
    [
      "push the image and release its digest:",
      ...Object.entries(services).flatMap(([service, { repository }]) => [
        `docker push ${registry}/${repository}:TAG`,
        `aws ssm put-parameter --overwrite --name ${serviceNames(namePrefix, service).imageDigestParameter} --value sha256:DIGEST`,
      ]),
    ],
    ...caBundles(environment).map(({ bucket, key }) => [`aws s3 cp BUNDLE s3://${bucket}/${key}`]),
    [`npx cdktf deploy ${name}`],
    ...delegation(environment),
  ];
  return ["Next, to deploy it:", ...steps.flatMap(numbered)];
}

function caBundles({ services }: Environment) {
  return Object.values(services).flatMap(({ agentToAgent }) =>
    agentToAgent !== undefined && "mutualTls" in agentToAgent ? [agentToAgent.mutualTls.caBundle] : [],
  );
}

/** A rehearsal never waits for it, and AWS does for more than an hour. */
function waitForDelegation({ dns }: Environment): readonly string[] {
  if (dns === undefined || !dns.zone.create || !dns.zone.delegated) return [];
  return [
    `validates its certificate once the parent zone names the name servers of ${dns.zone.name};`,
    "for the first deployment set dns.zone.delegated to false",
  ];
}

/** Certificate, port 443 and alias wait for it. */
function delegation({ name, dns }: Environment): readonly (readonly string[])[] {
  if (dns === undefined || dns.zone.delegated) return [];
  return [
    [
      `enter the name servers of ${dns.zone.name}, an output of ${baseStackName(name)}, in the parent zone; then:`,
      `set dns.zone.delegated to true in config/environments/${name}.yaml`,
      `npx cdktf deploy ${baseStackName(name)} ${name}`,
    ],
  ];
}

function numbered([head, ...rest]: readonly string[], index: number): readonly string[] {
  return [`  ${index + 1}. ${head}`, ...rest.map((line) => `       ${line}`)];
}

/** The commands that deploy to an emulator which holds nothing yet, in order. */
export function localDeployments({ account, name }: Environment) {
  return [
    `SLIPWAY_TARGET=local npx cdktf deploy ${accountStackName(account.name)} ${baseStackName(name)}`,
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
