import type { Design } from "../model/design";
import { fingerprintOf, givenPart, partText } from "./parts";
import type { SeenFinding } from "./seen-finding";

export interface DesignedFinding {
  readonly finding: SeenFinding;
  readonly because: string;
  readonly compensatedBy: string;
}

/** Parts findings by whether a construct says that it causes them on purpose. */
export function partDesigned(findings: readonly SeenFinding[], designs: readonly Design[]) {
  const known = designs.map((design) => ({ ...design, parts: new Map(design.seen.map(fingerprinted)) }));
  const judged = findings.map((finding) => ({ finding, design: known.find((design) => covers(design, finding)) }));
  return {
    findings: [
      ...judged.flatMap(({ finding, design }) => (design === undefined ? [finding] : [])),
      ...known.flatMap((design) => missing(design, findings)),
    ],
    designed: judged.flatMap(({ finding, design }): DesignedFinding[] => {
      if (design === undefined) return [];
      const { because, compensatedBy } = design;
      return [{ finding, because, compensatedBy }];
    }),
  };
}

interface KnownDesign extends Design {
  readonly parts: ReadonlyMap<string, string>;
}

function fingerprinted(value: Design["seen"][number]) {
  const part = givenPart(value);
  return [fingerprintOf(part), partText(part)] as const;
}

function covers(design: KnownDesign, finding: SeenFinding): boolean {
  return concerns(design, finding) && design.parts.has(finding.fingerprint);
}

function concerns({ rules, constructPath }: Design, finding: SeenFinding): boolean {
  return constructPath === finding.constructPath && rules.includes(finding.rule);
}

/** What the reason stands on and is gone, such as a denial. */
function missing(design: KnownDesign, findings: readonly SeenFinding[]): readonly SeenFinding[] {
  const here = findings.filter((finding) => concerns(design, finding));
  return design.rules.flatMap((rule) => {
    const own = here.filter((finding) => finding.rule === rule);
    const [first] = own;
    if (first === undefined) return [];
    return [...design.parts]
      .filter(([fingerprint]) => !own.some((finding) => finding.fingerprint === fingerprint))
      .map(([fingerprint, seen]) => ({
        ...first,
        message: "what the design reckons with is missing here",
        remedy: "bring it back, or change the reason beside the construct",
        fingerprint,
        seen: `missing: ${seen}`,
      }));
  });
}
