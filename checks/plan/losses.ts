import { awsTypes } from "../../model/aws-types/records";
import { isLoss, type PlannedChange } from "./planned-changes";

/** Leave to destroy or replace one thing that holds data, until a day. */
export interface ApprovedLoss {
  /** Stack of the plan; the same address in another stack is another thing. */
  readonly stack: string;
  /** Terraform's address, exact. */
  readonly address: string;
  readonly action: "destroy" | "replace";
  readonly reason: string;
  /** Roles. */
  readonly owners: readonly string[];
  /** First day on which it holds no more, such as 2026-12-05. */
  readonly expires: string;
}

export interface Loss {
  readonly change: PlannedChange;
  /** `unknown` is refused as if it held data: the type has no record. */
  readonly holdsData: "yes" | "no" | "unknown";
  readonly approval?: ApprovedLoss;
  /** Why it stands in the way; nothing where it does not. */
  readonly refusal?: string;
}

export interface ApprovalFacts {
  /** Stack that the plan is of. */
  readonly stack: string;
  readonly approvals: readonly ApprovedLoss[];
  /** Such as 2026-11-21. */
  readonly today: string;
  /** Domains whose records the stack's role may change; absent where the plan is of nobody who is known. */
  readonly ownDomains?: readonly string[] | undefined;
}

/**
 * Everything that a plan destroys or replaces. Refused are what holds data, unless an entry in time approves exactly that, and
 * records that the stack's role may not remove.
 */
export function losses(changes: readonly PlannedChange[], facts: ApprovalFacts): readonly Loss[] {
  return changes.filter(isLoss).map((change) => {
    const judged = { change, holdsData: holdsData(change.type) };
    if (judged.holdsData === "no") return { ...judged, ...strandedRecord(change, facts) };
    const approval = approvalOf(change, facts);
    if (approval !== undefined && facts.today < approval.expires) return { ...judged, approval };
    return { ...judged, refusal: refusalOf(approval) };
  });
}

/** The account is applied first, and takes the rights to a domain that its settings no longer name. */
function strandedRecord({ recordName }: PlannedChange, { ownDomains }: ApprovalFacts): Pick<Loss, "refusal"> {
  if (recordName === undefined || ownDomains === undefined) return {};
  const name = recordName.replace(/\.$/, "").toLowerCase();
  const isOwn = ownDomains.some((domain) => name === domain || (name.startsWith("_") && name.endsWith(`.${domain}`)));
  if (isOwn) return {};
  const domain = name.replace(/^_[^.]+\./, "");
  return {
    refusal: `the role that applies this may no longer remove the record ${name}: name ${domain} in dns.formerDomains, apply the account again, and take it out once this is applied`,
  };
}

function holdsData(type: string): Loss["holdsData"] {
  const record = awsTypes.get(type);
  if (record === undefined) return "unknown";
  return record.holdsData ? "yes" : "no";
}

function approvalOf({ address, action }: PlannedChange, { stack, approvals }: ApprovalFacts): ApprovedLoss | undefined {
  const matching = approvals.filter(
    (approval) => approval.stack === stack && approval.address === address && approval.action === action,
  );
  return matching.sort((left, right) => (left.expires < right.expires ? 1 : -1))[0];
}

function refusalOf(approval: ApprovedLoss | undefined): string {
  const why =
    approval === undefined
      ? "nobody has approved it in config/approved-losses.yaml"
      : `its approval expired on ${approval.expires}`;
  return `${why}: keep the setting as it was, or approve the loss there once what it holds is saved`;
}
