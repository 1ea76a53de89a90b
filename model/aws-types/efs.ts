import type { BilledLine } from "../cost/billed-line";
import { gigabytesPerMonth, type UsageFacts } from "../cost/usage";
import type { AwsTypes } from "./aws-type";
import { onlyLookedUp } from "./aws-type";
import { gone, unnoticed } from "./effect";
import { carried } from "./emulated";
import { changes, creates, reads } from "./provider-calls";

const notAsked = { none: "the read-back does not ask EFS; an empty second plan shows it" } as const;

const part = {
  service: "elasticfilesystem",
  region: "environment",
  managedIn: { base: ["volumes"] },
  lookedUpIn: {},
  madeUpByAws: "nothing",
  holdsData: false,
  whenUpdated: unnoticed,
  price: { none: "its file system is billed" },
  scannedBy: { tfsec: { none: "it has no check of it" } },
  tables: notAsked,
  usualSeconds: 15,
} as const;

const readFileSystem = reads(
  "fileSystems",
  "elasticfilesystem",
  "DescribeFileSystems",
  "DescribeLifecycleConfiguration",
  "ListTagsForResource",
);

const tags = (on: string) => changes(on, "elasticfilesystem", "TagResource", "UntagResource");

/** What EFS asks of a key in the name of who makes a file system under it; the key's own policy allows it. */
export const fileSystemEncryption = creates(
  "ownKey",
  "kms",
  "CreateGrant",
  "Decrypt",
  "DescribeKey",
  "GenerateDataKeyWithoutPlaintext",
);

export const efsTypes: AwsTypes = {
  aws_efs_access_point: {
    emulated: {
      refuses: [carried("a file system that is not there, users and folders out of their form", "efs_file_systems")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "EFS API Reference: CreateAccessPoint, DeleteAccessPoint, CreationInfo",
      onlyInAws: { what: "that its folder is made when it is first mounted", shownBy: "smoke" },
    },
    ...part,
    lookedUpIn: { runtime: ["volumes"] },
    calls: [
      reads("accessPoints", "elasticfilesystem", "DescribeAccessPoints"),
      reads("fileSystems", "elasticfilesystem", "DescribeAccessPoints"),
      creates("fileSystems", "elasticfilesystem", "CreateAccessPoint"),
      creates("accessPoints", "elasticfilesystem", "TagResource"),
      changes("accessPoints", "elasticfilesystem", "DeleteAccessPoint"),
      tags("accessPoints"),
    ],
    madeUpByAws: { identifier: "id", limitedBy: "tag" },
    whenGone: gone("what mounts it cannot start; the files stay"),
  },
  aws_efs_access_points: onlyLookedUp({
    service: "elasticfilesystem",
    region: "environment",
    lookedUpIn: { runtime: ["volumes"] },
    calls: [reads("fileSystems", "elasticfilesystem", "DescribeAccessPoints")],
  }),
  aws_efs_backup_policy: {
    emulated: {
      refuses: [carried("a file system that is not there", "efs_policies")],
      rewrites: [carried("what is turned off stays visible as DISABLED", "efs_policies")],
      lookedIn: "EFS API Reference: PutBackupPolicy, DescribeBackupPolicy",
      onlyInAws: { what: "that AWS Backup makes the first backup within a day", shownBy: "apply" },
    },
    ...part,
    calls: [
      reads("fileSystems", "elasticfilesystem", "DescribeBackupPolicy"),
      changes("fileSystems", "elasticfilesystem", "PutBackupPolicy"),
    ],
    whenGone: gone("no further backup is made; those that are there stay in their vault"),
  },
  aws_efs_file_system: {
    emulated: {
      refuses: [
        carried("a creation token that is taken"),
        carried("deletion while mount targets are there"),
        carried("a key that is not there, transitions that do not fit", "efs_file_systems"),
      ],
      rewrites: [carried("its key is named by its ARN", "efs_file_systems")],
      lookedIn: "EFS API Reference: CreateFileSystem, DeleteFileSystem, PutLifecycleConfiguration",
      onlyInAws: { what: "that files are written and found again", shownBy: "smoke" },
    },
    ...part,
    lookedUpIn: { runtime: ["volumes"] },
    calls: [
      readFileSystem,
      creates("anywhere", "elasticfilesystem", "CreateFileSystem"),
      creates("fileSystems", "elasticfilesystem", "TagResource"),
      fileSystemEncryption,
      changes(
        "fileSystems",
        "elasticfilesystem",
        "DeleteFileSystem",
        "PutLifecycleConfiguration",
        "UpdateFileSystem",
        "UpdateFileSystemProtection",
      ),
      tags("fileSystems"),
    ],
    madeUpByAws: { identifier: "id", limitedBy: "tag" },
    holdsData: true,
    whenGone: gone("every file on it is lost, but for its backups"),
    price: { lines: (_, { usage }) => volumeLines(usage) },
    scannedBy: { tfsec: 1 },
    usualSeconds: 30,
  },
  aws_efs_file_system_policy: {
    emulated: {
      refuses: [carried("documents that are no policy, a file system that is not there", "efs_policies")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "EFS API Reference: PutFileSystemPolicy",
      onlyInAws: { what: "that a mount without TLS or access point is refused", shownBy: "smoke" },
    },
    ...part,
    calls: [
      reads("fileSystems", "elasticfilesystem", "DescribeFileSystemPolicy"),
      changes("fileSystems", "elasticfilesystem", "DeleteFileSystemPolicy", "PutFileSystemPolicy"),
    ],
    whenGone: gone("mounts without TLS, without IAM and without an access point are no longer refused"),
    tables: notAsked,
  },
  aws_efs_mount_target: {
    emulated: {
      refuses: [
        carried("a second one in a zone, groups and subnets that are not there"),
        carried("deletion of its group and subnet while it is there", "ec2_in_use"),
      ],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "EFS API Reference: CreateMountTarget, DeleteMountTarget",
      onlyInAws: { what: "that subnets of somebody else's VPC are in a zone each", shownBy: "apply" },
    },
    ...part,
    calls: [
      reads("fileSystems", "elasticfilesystem", "DescribeMountTargets", "DescribeMountTargetSecurityGroups"),
      reads("anywhere", "ec2", "DescribeNetworkInterfaces", "DescribeSecurityGroups", "DescribeSubnets"),
      // EFS makes and removes the network interface in the caller's name.
      creates("mountInterfaces", "ec2", "CreateNetworkInterface"),
      creates("fileSystemRole", "iam", "CreateServiceLinkedRole"),
      changes("mountInterfaces", "ec2", "DeleteNetworkInterface"),
      // A mount target has no tags: its rights are by those of the file system.
      changes("fileSystems", "elasticfilesystem", "CreateMountTarget", "DeleteMountTarget"),
    ],
    madeUpByAws: { identifier: "id", limitedBy: { none: "rights are by its file system" } },
    whenGone: gone("what runs in its zone cannot reach the files"),
    tables: notAsked,
    usualSeconds: 90,
  },
};

/** Elastic throughput is paid by what is read and written; backups hold each file once. */
function volumeLines(usage: UsageFacts): readonly BilledLine[] {
  const { volumeGigabytes: quantity } = usage;
  const kept = { quantity, billed: "while it exists", assumes: "volumeGigabytes" } as const;
  const moved = { billed: "while awake" } as const;
  return [
    { ...kept, what: "files on volumes", price: "filesStored" },
    { ...kept, what: "backups of volumes", price: "fileBackupsStored" },
    {
      ...moved,
      what: "reads from volumes",
      quantity: gigabytesPerMonth(usage.volumeMegabytesReadPerDay),
      price: "filesRead",
      assumes: "volumeMegabytesReadPerDay",
    },
    {
      ...moved,
      what: "writes to volumes",
      quantity: gigabytesPerMonth(usage.volumeMegabytesWrittenPerDay),
      price: "filesWritten",
      assumes: "volumeMegabytesWrittenPerDay",
    },
  ];
}
