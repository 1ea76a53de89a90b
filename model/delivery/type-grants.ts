import type { Grant } from "./grant";
import { computeGrants } from "./grants/compute";
import { entranceGrants } from "./grants/entrance";
import { identityGrants } from "./grants/identity";
import { networkGrants } from "./grants/network";
import { storesGrants } from "./grants/stores";

const grants: ReadonlyMap<string, readonly Grant[]> = new Map(
  Object.entries<readonly Grant[]>({
    ...computeGrants,
    ...entranceGrants,
    ...identityGrants,
    ...networkGrants,
    ...storesGrants,
  }),
);

/**
 * The calls that Terraform makes for a type of resource or data source.
 *
 * @throws RangeError for a type whose calls nobody has written down yet: no role of the delivery could plan it
 */
export function grantsOf(resourceType: string): readonly Grant[] {
  const found = grants.get(resourceType);
  if (found !== undefined) return found;
  throw new RangeError(`nobody has said which calls ${resourceType} takes; add it to model/delivery/grants`);
}
