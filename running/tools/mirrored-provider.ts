import { readdirSync } from "node:fs";
import { join } from "node:path";
import { isInRange, isOlder } from "../../model/provider-features";
import { type MirrorPlaces, mirrorFolders, providerSource } from "./provider-mirror";

/** The provider as a mirror on disk holds it. */
export interface MirroredProvider {
  readonly mirror: string;
  readonly version: string;
  /** In Terraform's words, such as linux_amd64. */
  readonly platforms: readonly string[];
}

/** What each mirror would give Terraform: its newest provider in the range. The newest of all comes first. */
export function mirroredProviders(range: string, places: MirrorPlaces): readonly MirroredProvider[] {
  return [...new Set(mirrorFolders(places))]
    .flatMap((mirror) =>
      newestFirst(providersIn(mirror).filter(({ version }) => isInRange(version, range))).slice(0, 1),
    )
    .sort(byVersion);
}

/** Every version that any mirror holds. */
export function mirroredVersions(places: MirrorPlaces): readonly string[] {
  return [...new Set(newestFirst(mirrorFolders(places).flatMap(providersIn)).map(({ version }) => version))];
}

function newestFirst(providers: readonly MirroredProvider[]): readonly MirroredProvider[] {
  return [...providers].sort(byVersion);
}

function byVersion(left: MirroredProvider, right: MirroredProvider): number {
  if (left.version === right.version) return 0;
  return isOlder(left.version, right.version) ? 1 : -1;
}

/** Both layouts that Terraform knows: VERSION/PLATFORM folders, and archives as `terraform providers mirror` leaves them. */
function providersIn(mirror: string): readonly MirroredProvider[] {
  const folder = join(mirror, providerSource);
  const platforms = new Map<string, string[]>();
  for (const name of namesIn(folder)) {
    const [, archived, platform = ""] = /^terraform-provider-aws_([\d.]+)_(\w+)\.zip$/.exec(name) ?? [];
    const version = archived ?? name;
    const found = archived === undefined ? namesIn(join(folder, name)) : [platform];
    if (/^\d+\.\d+\.\d+$/.test(version)) platforms.set(version, [...(platforms.get(version) ?? []), ...found]);
  }
  return [...platforms].map(([version, found]) => ({ mirror, version, platforms: found }));
}

/** @returns nothing for what is no folder */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
