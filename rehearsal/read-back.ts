import type { Environment } from "../config/schema/environment";
import { emulatorClient } from "./aws-client";
import { alarms } from "./read-back/alarms";
import { alertsTopic } from "./read-back/alerts-topic";
import type { Area, Reading } from "./read-back/area";
import { autoscaling } from "./read-back/autoscaling";
import { buckets } from "./read-back/buckets";
import { budget } from "./read-back/budget";
import { type Clients, readBackClients } from "./read-back/clients";
import { delivery } from "./read-back/delivery";
import { domain } from "./read-back/domain";
import { encryptionKey } from "./read-back/encryption-key";
import { imageParameters } from "./read-back/image-parameters";
import { type Intent, intentOf } from "./read-back/intent";
import { findLabels } from "./read-back/labels";
import { listeners } from "./read-back/listeners";
import { loadBalancer } from "./read-back/load-balancer";
import { logGroups } from "./read-back/log-groups";
import { natGateways } from "./read-back/nat-gateways";
import { openPorts } from "./read-back/open-ports";
import { repositories } from "./read-back/repositories";
import { roles } from "./read-back/roles";
import { secrets } from "./read-back/secrets";
import { service } from "./read-back/service";
import { subnets } from "./read-back/subnets";
import { taskDefinition } from "./read-back/task-definition";
import { vpc } from "./read-back/vpc";
import type { ReadBackResult } from "./read-back-result";

/** Only of a VPC that is the environment's own. */
const networkAreas: readonly Area[] = [vpc, subnets, natGateways];

const areas: readonly Area[] = [
  openPorts,
  loadBalancer,
  listeners,
  service,
  taskDefinition,
  autoscaling,
  roles,
  delivery,
  secrets,
  encryptionKey,
  logGroups,
  buckets,
  repositories,
  imageParameters,
  alarms,
  alertsTopic,
  budget,
  domain,
];

/**
 * What the configuration asks for, and what the account holds, both as sentences. The account of a rehearsal was empty,
 * so all that it holds counts, whatever its name.
 */
export async function readBack(environment: Environment, endpoint: string): Promise<readonly ReadBackResult[]> {
  const intent = intentOf(environment);
  const clients = readBackClients(emulatorClient({ endpoint }, environment.account.region));
  try {
    return await readAreas(intent, clients);
  } finally {
    for (const client of Object.values(clients)) client.destroy();
  }
}

async function readAreas(intent: Intent, clients: Clients): Promise<readonly ReadBackResult[]> {
  const { labels, vpcId } = await findLabels(clients, intent);
  const label = (id: string | undefined) => (id === undefined ? "not set" : (labels.get(id) ?? id));
  const reading: Reading = { clients, accountId: intent.environment.account.accountId, vpcId, label };
  const read = intent.network === undefined ? areas : [...networkAreas, ...areas];
  return Promise.all(
    read.map(async ({ subject, expected, found }) => ({
      subject,
      expected: expected(intent),
      found: await found(reading),
    })),
  );
}
