import { resolve } from "node:path";
import { GetHostedZoneCommand, ListHostedZonesByNameCommand } from "@aws-sdk/client-route-53";
import { PutSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import type { Environment } from "../../../config/schema/environment";
import { preflightClients } from "../../../delivery/preflight/clients";
import { releaseClients } from "../../../delivery/release/clients";
import { storeDigest, storedDigest } from "../../../delivery/release/digest-store";
import { markReleased } from "../../../delivery/release/released-image";
import { releasedService } from "../../../delivery/release/released-service";
import { describeRevision } from "../../../delivery/release/revisions";
import { findService } from "../../../delivery/release/service-state";
import { planEnvironment } from "../../../model/plan/environment-plan";
import { stackNames } from "../../../model/stack-names";
import { pushImage } from "../../../rehearsal/push-image";
import { type Ended, LocalEnvironment } from "../local-environment";

const secrets = {
  "payment-api-key": "a-value-of-the-api",
  "gcp-service-account-key": '{"client_email":"agent@shop-works.example","private_key":"key"}',
};

/** An environment in an emulator as its workflows find it: stacks applied, secrets filled, one image running. */
export class DeployedEnvironment {
  private readonly local: LocalEnvironment;

  constructor(private readonly environment: Environment) {
    this.local = new LocalEnvironment(environment.name, environment.account.region);
  }

  async deploy(): Promise<void> {
    const [account, base, runtime] = stackNames(this.environment);
    successful(await this.local.start());
    successful(await this.local.deploy(account));
    successful(await this.local.deploy(base));
    const digest = await this.push(0);
    await markReleased(this.releasing.images, this.target, digest);
    await storeDigest(this.releasing, this.target, digest);
    const { secrets: store } = preflightClients(this.local.clientSettings);
    for (const [secret, SecretString] of Object.entries(secrets)) {
      await store.send(
        new PutSecretValueCommand({ SecretId: `${this.environment.namePrefix}/${secret}`, SecretString }),
      );
    }
    successful(await this.local.deploy(runtime));
  }

  /** @returns the digest of an image that is not released yet */
  push(number: number): Promise<string> {
    return pushImage(this.releasing.images, this.target.repository, `v${number}`);
  }

  /** What the service runs, and what Terraform reads. */
  async digests(): Promise<{ readonly running: string | undefined; readonly stored: string }> {
    const service = await findService(this.releasing, this.target);
    const { digest } = await describeRevision(this.releasing, this.target, service?.taskDefinition ?? "");
    return { running: digest, stored: await storedDigest(this.releasing, this.target) };
  }

  /** What leads a job to the emulator, as the action that fetches credentials would lead it to AWS. */
  async variables(): Promise<NodeJS.ProcessEnv> {
    const { dns } = preflightClients(this.local.clientSettings);
    const { HostedZones = [] } = await dns.send(
      new ListHostedZonesByNameCommand({ DNSName: this.environment.dns?.zone.name }),
    );
    const { DelegationSet } = await dns.send(new GetHostedZoneCommand({ Id: HostedZones[0]?.Id ?? "" }));
    return {
      ...this.local.awsVariables,
      DELEGATED_NAME_SERVERS: (DelegationSet?.NameServers ?? []).join(" "),
      NODE_OPTIONS: `--require=${resolve("test/helpers/preload/delegation.cjs")}`,
    };
  }

  dispose(): Promise<void> {
    return this.local.dispose();
  }

  private get target() {
    return releasedService(planEnvironment(this.environment), "agent");
  }

  private get releasing() {
    return releaseClients(this.local.clientSettings);
  }
}

function successful({ exitCode, stdout, stderr }: Ended): void {
  if (exitCode !== 0) throw new Error(`${stdout}${stderr}`);
}
