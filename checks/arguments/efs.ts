import { butNot, everyPlanned, matching, oneOf, type Plans, planned, referenceTo, referenceToEvery } from "./allowed";
import { type Arguments, harmless, required, requiredBy } from "./argument";
import { keptData } from "./kept";

const volumesOf = (plans: Plans) => plans.flatMap(({ capabilities }) => capabilities.volumes.resources);
const named = required(
  everyPlanned("a volume of the plan", (plans) => volumesOf(plans).map(({ fileSystemName }) => fileSystemName)),
  "the runtime finds the planned one by its name",
);
const ofEvery = (because: string) => required(referenceToEvery("aws_efs_file_system"), because);
const ownUser = required(
  planned("the containers' user and group", (plans) => volumesOf(plans).map(({ root }) => String(root.userId)), "0"),
  "who mounts it would act as another user",
);
const found = { depends_on: harmless("what must be there before") };

export const efsArguments: Readonly<Record<string, Arguments>> = {
  aws_efs_access_point: {
    file_system_id: ofEvery("nobody could mount it"),
    "posix_user.gid": ownUser,
    "posix_user.uid": ownUser,
    "root_directory.creation_info.owner_gid": ownUser,
    "root_directory.creation_info.owner_uid": ownUser,
    "root_directory.creation_info.permissions": required(
      butNot(oneOf("0750"), "0777"),
      "other users could read or write the files",
    ),
    "root_directory.path": required(
      planned("the planned folder", (plans) => volumesOf(plans).map(({ root }) => root.path), "/"),
      "another folder would be shown, without the files",
    ),
    "tags.Name": harmless("what people see it by"),
  },
  aws_efs_backup_policy: {
    "backup_policy.status": required(butNot(oneOf("ENABLED"), "DISABLED"), "a file that is deleted is gone"),
    file_system_id: ofEvery("no backup is made of it"),
  },
  aws_efs_file_system: {
    ...keptData,
    creation_token: named,
    encrypted: required(oneOf(true), "files lie unencrypted"),
    kms_key_id: required(referenceTo("aws_kms_key"), "files lie under a key that others decide on"),
    "lifecycle_policy.transition_to_ia": harmless("which storage class holds what nobody reads, and what that costs"),
    "lifecycle_policy.transition_to_primary_storage_class": harmless("the same, of what is read again"),
    performance_mode: required(butNot(oneOf("generalPurpose"), "maxIO"), "elastic throughput knows no other"),
    "tags.Name": named,
    throughput_mode: required(butNot(oneOf("elastic"), "bursting"), "a small file system would be slow for hours"),
  },
  aws_efs_file_system_policy: {
    file_system_id: ofEvery("mounts without TLS and access point are not refused"),
    policy: requiredBy("file-system-mounts"),
  },
  aws_efs_mount_target: {
    file_system_id: ofEvery("nobody reaches it"),
    security_groups: required(referenceTo("aws_security_group"), "a group of others lets in whom they please"),
    subnet_id: requiredBy("tasks-placed-as-planned", "${aws_subnet.stranger.id}", "subnet-0123456789"),
  },
  "data.aws_efs_access_point": {
    access_point_id: required(
      matching(
        "the one access point that was found",
        /^\$\{one\(data\.aws_efs_access_points\.[\w-]+\.ids\)\}$/,
        "fsap-0123456789",
      ),
      "another access point would be mounted",
    ),
  },
  "data.aws_efs_access_points": {
    file_system_id: required(referenceTo("aws_efs_file_system"), "another file system's would be found"),
  },
  "data.aws_efs_file_system": { ...found, creation_token: named },
};
