/** Why a right stays in a form that AWS's Service Authorization Reference does not know: with what speaks against the reference. */
export interface KnownDoubt {
  readonly action: string;
  readonly reference: string;
  readonly reason: string;
}

const tagsOfCloudMap = {
  reference: "AWS Cloud Map: TagResource and UntagResource have no resource type, and no aws:ResourceTag",
  reason:
    "on `*`, a role could put its tag on the namespaces of strangers, and then remove them; tags that are given at the creation take CreatePrivateDnsNamespace and CreateService alone, and to change one takes an administrator where the reference is right",
};

export const knownDoubts: readonly KnownDoubt[] = [
  { action: "servicediscovery:TagResource", ...tagsOfCloudMap },
  { action: "servicediscovery:UntagResource", ...tagsOfCloudMap },
];
