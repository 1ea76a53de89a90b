/** A file that its makers publish for one platform, with the SHA-256 that they publish beside it. */
export interface Release {
  /** Below the tool's release host. */
  readonly path: string;
  readonly sha256: string;
}

/** Named as Terraform's and Go's makers do: operating system and processor. */
export type Platform = "linux_amd64" | "linux_arm64" | "darwin_amd64" | "darwin_arm64";

export const terraformVersion = "1.11.4";
export const tfsecVersion = "1.28.14";

/** From terraform_1.11.4_SHA256SUMS. */
const terraformSha256: Readonly<Record<Platform, string>> = {
  linux_amd64: "1ce994251c00281d6845f0f268637ba50c0005657eb3cf096b92f753b42ef4dc",
  linux_arm64: "a43d1d0da9b9bab214a8305a39db0e40869572594ccf50c416a7756499143633",
  darwin_amd64: "a56d5002b9f7647291faccc3dd1a70350e60fb61e4c45037629508b8fdc2575b",
  darwin_arm64: "867e0808fa971217043e25b7a792b10720c79b1546f8a68479b74f138be73e18",
};

/** From the plain binaries of the tfsec v1.28.14 release. */
const tfsecSha256: Readonly<Record<Platform, string>> = {
  linux_amd64: "a32d0799bbefababaa4fcd814da9f4d251cd932789590b99d1d5fcb89ace6f68",
  linux_arm64: "7b872b0e8f398abebc21ab78f6c0535029ff649f0d18f0f3454a01bece3006a2",
  darwin_amd64: "99e5a17e6b3cff458998f252212064c3bb156a9d3fb67760d12ff26e46ea2e1a",
  darwin_arm64: "0dd7148fea0d42447e90863e1a0f9e69a4147ed0c9df36621535ca0326b09daf",
};

export function terraformRelease(platform: Platform): Release {
  return {
    path: `${terraformVersion}/terraform_${terraformVersion}_${platform}.zip`,
    sha256: terraformSha256[platform],
  };
}

export function tfsecRelease(platform: Platform): Release {
  return { path: `v${tfsecVersion}/tfsec-${platform.replace("_", "-")}`, sha256: tfsecSha256[platform] };
}

/** @returns nothing where no release is known */
export function platformOf(system: string, processor: string): Platform | undefined {
  const processors: Readonly<Record<string, string>> = { x64: "amd64", arm64: "arm64" };
  const name = `${system}_${processors[processor]}`;
  return platforms.find((platform) => platform === name);
}

const platforms: readonly Platform[] = ["linux_amd64", "linux_arm64", "darwin_amd64", "darwin_arm64"];
