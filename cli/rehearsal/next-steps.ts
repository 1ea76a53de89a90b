import type { Environment } from "../../config/schema/environment";
import { secretName, serviceNames } from "../../model/naming";
import { accountStackName, baseStackName } from "../../model/stack-names";

/** From a passed rehearsal to AWS, in order. */
export function nextSteps(environment: Environment): readonly string[] {
  const { account, namePrefix, name, services } = environment;
  const { accountId, region } = account;
  const secrets = Object.values(services).flatMap((service) => Object.values(service.secrets));
  const registry = `${accountId}.dkr.ecr.${region}.amazonaws.com`;
  return [
    "Next, to deploy it:",
    `  1. npx cdktf deploy ${accountStackName(account.name)}`,
    `  2. npx cdktf deploy ${baseStackName(name)}`,
    ...(secrets.length === 0 ? [] : ["  3. fill the secrets:"]),
    ...secrets.map(
      (secret) =>
        `       aws secretsmanager put-secret-value --secret-id ${secretName(namePrefix, secret)} --secret-string file://VALUE`,
    ),
    "  4. push the image and release its digest:",
    ...Object.entries(services).flatMap(([service, { repository }]) => [
      `       docker push ${registry}/${repository}:TAG`,
      `       aws ssm put-parameter --overwrite --name ${serviceNames(namePrefix, service).imageDigestParameter} --value sha256:DIGEST`,
    ]),
    `  5. npx cdktf deploy ${name}`,
  ];
}

/** How to look at what `--keep` has left up. */
export function keptHints(environment: Environment, endpoint: string, folder: string): readonly string[] {
  return [
    `The emulator is up at ${endpoint}. Look at it with:`,
    `  AWS_CONFIG_FILE=${folder} AWS_PROFILE=slipway-local aws ecs list-clusters`,
    `  SLIPWAY_TARGET=local npx cdktf deploy ${environment.name}`,
    "Stop it with:",
    "  npx slipway emulator stop",
  ];
}
