/** What the parameter of a service holds until its first release. */
export const unreleasedDigest = "unreleased";

/** Form of an image digest, for Terraform's `regex` function as well. */
export const digestPattern = "^sha256:[0-9a-f]{64}$";
