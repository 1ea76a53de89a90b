import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Construct } from "constructs";

export interface HostLaunchTemplateProps {
  readonly name: string;
  /** Without one, each plan ends with the message. */
  readonly amiId: string | undefined;
  readonly lacksImage: string;
  readonly instanceType: string;
  readonly volumeGiB: number;
  readonly instanceProfileArn: string;
  readonly securityGroupIds: readonly string[];
  /** Only where no NAT gateway leads out. */
  readonly assignPublicIp: boolean;
  /** In base64, as EC2 takes it. */
  readonly userData: string;
  /** Of instances and their volumes: the provider's default tags do not reach them. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Of Ubuntu's images. */
const rootDevice = "/dev/sda1";

/**
 * What an instance is started with. Its root volume is encrypted, and only who has a session token asks for its credentials:
 * with a hop limit of one no container on a network of Docker's is answered. Stateless; a new version rolls its group.
 */
export class HostLaunchTemplate extends Construct {
  readonly templateId: string;
  readonly version: string;

  constructor(scope: Construct, id: string, props: HostLaunchTemplateProps) {
    super(scope, id);
    const template = new LaunchTemplate(this, "template", {
      name: props.name,
      ...(props.amiId === undefined
        ? { lifecycle: { precondition: [{ condition: "${false}", errorMessage: props.lacksImage }] } }
        : { imageId: props.amiId }),
      instanceType: props.instanceType,
      userData: props.userData,
      updateDefaultVersion: true,
      iamInstanceProfile: { arn: props.instanceProfileArn },
      monitoring: { enabled: true },
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        httpPutResponseHopLimit: 1,
      },
      blockDeviceMappings: [
        {
          deviceName: rootDevice,
          ebs: { volumeSize: props.volumeGiB, volumeType: "gp3", encrypted: "true", deleteOnTermination: "true" },
        },
      ],
      networkInterfaces: [
        {
          associatePublicIpAddress: String(props.assignPublicIp),
          deleteOnTermination: "true",
          securityGroups: [...props.securityGroupIds],
        },
      ],
      tagSpecifications: ["instance", "volume"].map((resourceType) => ({
        resourceType,
        tags: { ...props.tags, Name: props.name },
      })),
    });
    this.templateId = template.id;
    this.version = String(template.latestVersion);
  }
}
