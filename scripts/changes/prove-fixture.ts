import { ConfigurationError } from "../../config/diagnostics";
import type { Environment } from "../../config/schema/environment";
import { awsTypes } from "../../model/aws-types/records";
import { MendableError } from "../../model/mendable-error";
import { assertChangeable } from "../../rehearsal/change/changeable";
import type { StepObserver } from "../../running/run-stages";
import type { Toolbox } from "../../running/tools/toolbox";
import type { ChangedFixture, ChangedLeaf } from "../../test/helpers/changes/changed-fixture";
import { type ChangeRow, happensText, interruptsText, notRun } from "./change-row";
import { type Candidate, groupsOf, settle } from "./groups";
import { type ChangeResult, KeptDeployment } from "./kept-deployment";
import { type Blocks, blocksOf, happeningsOf, renamed, rewritten } from "./rewrites";

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
    assertChangeable(fixture.with([]), environment);
    const after = blocksOf(environment);
    const rewrites = rewritten(before, after);
    if (rewrites.length === 0) return { ...row, outcome: "no stack holds it" };
    const renames = renamed(before, after);
    const losesData = renames.some((key) => before.has(key) && holdsData(key));
    const isOfAll =
      rewrites.length > everything * before.size || rewrites.some((key) => / provider$| aws_vpc\./.test(key));
    const isAlone = losesData || leaf.without !== undefined || isOfAll;
    return { ...leaf, rewrites, renames, isAlone };
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

  private async attempt(members: readonly ChangedCandidate[]): Promise<Trial> {
    const trial = await this.tried(members);
    const isOwnLoss = members.some(({ isAlone }) => isAlone);
    if (!trial.isUntouched || isOwnLoss || members.length > 1 || this.accepted.length === 0) return trial;
    // What is refused beside the settings before it, as no other service shares the thing any more, may be allowed without them.
    await this.startOver();
    return this.tried(members);
  }

  private async tried(members: readonly ChangedCandidate[]): Promise<Trial> {
    const environment = await this.changed(members);
    // Settings that no file may have at once are tried by halves.
    if (environment instanceof ConfigurationError) return untried(environment);
    const result = await this.change(environment);
    for (const problem of result.problems)
      this.proof.toolbox.say(`${members.map(({ leaf }) => leaf).join(", ")}: ${problem}`);
    const isWell = result.problems.length === 0;
    if (isWell && members.every(({ isAlone }) => !isAlone)) this.accepted = [...this.accepted, ...members];
    else if (!result.isUntouched) await this.restore();
    return { ...result, after: blocksOf(environment) };
  }

  /** One that the settings before it do not allow is changed without them. */
  private async changed(members: readonly ChangedCandidate[]): Promise<Environment | ConfigurationError> {
    try {
      return this.fixture.with([...this.accepted, ...members]);
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      if (members.length > 1 || this.accepted.length === 0) return error;
      await this.startOver();
      return this.changed(members);
    }
  }

  private async startOver(): Promise<void> {
    this.accepted = [];
    await this.restore();
  }

  private async change(environment: Environment): Promise<ChangeResult> {
    try {
      return await (await this.deployment()).change(environment);
    } catch (error) {
      if (!(error instanceof MendableError)) throw error;
      return { reports: [], outages: [], isRefused: true, isUntouched: false, problems: [error.message] };
    }
  }

  private async restore(): Promise<void> {
    if (this.kept === undefined) return;
    try {
      await this.kept.restore(this.fixture.with(this.accepted));
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

  private report(members: readonly ChangedCandidate[], { reports, isRefused, problems, after }: Trial): void {
    for (const { leaf, to, rewrites } of members) {
      const happenings = happeningsOf(rewrites, members.length === 1, { reports, after });
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

interface Trial extends ChangeResult {
  /** What the stacks were then to be. */
  readonly after: Blocks;
}

function untried({ message }: ConfigurationError): Trial {
  return { reports: [], outages: [], isRefused: true, isUntouched: true, problems: [message], after: new Map() };
}
