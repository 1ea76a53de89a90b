import { awsTypes } from "../../model/aws-types/records";
import { MendableError } from "../../model/mendable-error";
import { assertSamePlace } from "../../rehearsal/change/same-place";
import type { StepObserver } from "../../running/run-stages";
import type { Toolbox } from "../../running/tools/toolbox";
import type { ChangedFixture, ChangedLeaf } from "../../test/helpers/changes/changed-fixture";
import { type ChangeRow, happensText, interruptsText, notRun } from "./change-row";
import { type Candidate, groupsOf, settle } from "./groups";
import { type ChangeResult, KeptDeployment } from "./kept-deployment";
import { type Blocks, blocksOf, happeningsOf, rewritten } from "./rewrites";

export interface Proof {
  readonly toolbox: Toolbox;
  readonly observer: StepObserver;
  /** Told each row as soon as it is known. */
  readonly found: (row: ChangeRow) => void;
  readonly isTimeOver: () => boolean;
}

type ChangedCandidate = ChangedLeaf & Candidate;

/** More of an environment than this is not one setting's, but everything. */
const everything = 0.3;

/** Changes settings of a fixture over one kept deployment, those that rewrite different things at once. */
export async function proveFixture(
  fixture: ChangedFixture,
  leaves: readonly ChangedLeaf[],
  proof: Proof,
): Promise<void> {
  const before = blocksOf(fixture.with([]));
  const candidates = leaves.flatMap((leaf) => {
    const judged = judge(fixture, leaf, before);
    if ("outcome" in judged) proof.found(judged);
    return "outcome" in judged ? [] : [judged];
  });
  const groups = [
    ...groupsOf(candidates.filter(({ isAlone }) => !isAlone)),
    ...candidates.filter(({ isAlone }) => isAlone).map((candidate) => [candidate]),
  ];
  if (groups.length > 0) await new Trials(fixture, proof).run(groups);
}

/** What is known without a deployment: what is refused, and what no stack holds; else what it rewrites. */
function judge(fixture: ChangedFixture, leaf: ChangedLeaf, before: Blocks): ChangeRow | ChangedCandidate {
  const row = { leaf: leaf.leaf, to: leaf.to, together: [], happens: [], interrupts: [] };
  try {
    const environment = fixture.with([leaf]);
    assertSamePlace(fixture.with([]), environment);
    const after = blocksOf(environment);
    const rewrites = rewritten(before, after);
    if (rewrites.length === 0) return { ...row, outcome: "no stack holds it" };
    const losesData = [...before.keys()].some((key) => !after.has(key) && holdsData(key));
    const isOfAll =
      rewrites.length > everything * before.size || rewrites.some((key) => / provider$| aws_vpc\./.test(key));
    const isAlone = losesData || leaf.without !== undefined || isOfAll;
    return { ...leaf, rewrites, isAlone };
  } catch (error) {
    if (!(error instanceof MendableError)) throw error;
    return { ...row, outcome: "refused", because: withoutPositions(error.message) };
  }
}

/** Of a file that was written for this alone. */
function withoutPositions(faults: string): string {
  return faults.replaceAll(/\.yaml:\d+:\d+/g, ".yaml").replaceAll("\n", "; ");
}

function holdsData(key: string): boolean {
  const [, type = ""] = /\s(\w+)\./.exec(key) ?? [];
  return awsTypes.get(type)?.holdsData === true;
}

class Trials {
  private kept: KeptDeployment | undefined;
  /** What is deployed besides the fixture's own settings. */
  private accepted: readonly ChangedLeaf[] = [];

  constructor(
    private readonly fixture: ChangedFixture,
    private readonly proof: Proof,
  ) {}

  async run(groups: readonly (readonly ChangedCandidate[])[]): Promise<void> {
    for (const group of groups) {
      if (this.proof.isTimeOver()) {
        for (const leaf of group) this.proof.found(notRun(leaf, "the time that was given was over"));
        continue;
      }
      const settled = await settle(
        group,
        (members) => this.attempt(members),
        ({ problems }) => problems.length === 0,
      );
      for (const { group: members, result } of settled) this.report(members, result);
    }
  }

  private async attempt(members: readonly ChangedCandidate[]): Promise<ChangeResult> {
    const result = await this.change(members);
    for (const problem of result.problems)
      this.proof.toolbox.say(`${members.map(({ leaf }) => leaf).join(", ")}: ${problem}`);
    const isWell = result.problems.length === 0;
    if (isWell && members.every(({ isAlone }) => !isAlone)) this.accepted = [...this.accepted, ...members];
    else await this.restore();
    return result;
  }

  private async change(members: readonly ChangedCandidate[]): Promise<ChangeResult> {
    try {
      const environment = this.fixture.with([...this.accepted, ...members]);
      return await (await this.deployment()).change(environment);
    } catch (error) {
      if (!(error instanceof MendableError)) throw error;
      return { reports: [], outages: [], isRefused: true, problems: [error.message] };
    }
  }

  private async restore(): Promise<void> {
    try {
      await (await this.deployment()).restore(this.fixture.with(this.accepted));
    } catch (error) {
      if (!(error instanceof MendableError)) throw error;
      this.proof.toolbox.say(`made anew, because ${error.message}`);
      this.kept = undefined;
    }
  }

  private async deployment(): Promise<KeptDeployment> {
    const { toolbox, observer } = this.proof;
    this.kept ??= await KeptDeployment.of(this.fixture.with(this.accepted), toolbox, observer);
    return this.kept;
  }

  private report(members: readonly ChangedCandidate[], result: ChangeResult): void {
    const { reports, isRefused, problems } = result;
    const after = blocksOf(this.fixture.with(members));
    for (const { leaf, to, rewrites } of members) {
      const others = members.filter((member) => member.leaf !== leaf).map((member) => member.rewrites);
      const happenings = happeningsOf(rewrites, others, { reports, after });
      const failed = isRefused ? ("refused" as const) : ("fails" as const);
      this.proof.found({
        leaf,
        to,
        outcome: problems.length === 0 ? "applied" : failed,
        ...(problems.length === 0 ? {} : { because: problems.join("; ") }),
        together: members.map((member) => member.leaf).filter((other) => other !== leaf),
        happens: happensText(happenings),
        interrupts: interruptsText(happenings, reports),
      });
    }
  }
}
