import { workspaceName } from "../../model/terraform-cloud";
import { butNot, everyPlanned, matching, nothing, oneOf, type Plans, planned, textWith } from "./allowed";
import { type Arguments, optional, required } from "./argument";
import { environmentSchedulesOf } from "./plans";

const workspacesOf = (plans: Plans) =>
  plans.flatMap(({ account, stacks }) =>
    Object.values(stacks).map((stack) => workspaceName(account.terraformCloud, stack)),
  );

const tagsOf = (plans: Plans) => plans.flatMap(({ account, tags }) => [account.tags, tags.base, tags.runtime]);
const tag = (name: string) =>
  planned("the plan's tag", (plans) => tagsOf(plans).flatMap(({ [name]: value }) => value ?? []));

const toldApart = "rights and costs are told apart by tags";
const elsewhere = "the stack would be applied to an account or a region that nobody has planned";
const otherState = "a state that somebody else holds says what there is, and who may apply";

/** What a stack consists of beside resources and data sources. */
export const settingsArguments: Readonly<Record<string, Arguments>> = {
  output: {
    anything: optional(
      butNot(
        textWith(
          "aws_ecr_repository",
          "aws_iam_role",
          "aws_lb",
          "aws_route53_zone",
          "aws_security_group",
          "aws_subnet",
        ),
        `AKIA${"IOSFODNN7EXAMPLE"}`,
      ),
      "an output is shown to whoever sees the run",
    ),
  },
  provider: {
    "aws.allowed_account_ids": required(
      planned("the account of the settings", (plans) => plans.map(({ account }) => account.accountId), "999999999999"),
      "a stack that meets the credentials of another account would be applied there",
    ),
    "aws.alias": optional(nothing("other"), elsewhere),
    "aws.assume_role": optional(nothing({ role_arn: "arn:aws:iam::999999999999:role/stranger" }), elsewhere),
    "aws.default_tags.tags": optional(
      planned("a tag of the plan", (plans) => tagsOf(plans).flatMap((tags) => Object.values(tags))),
      toldApart,
    ),
    "aws.default_tags.tags.ManagedBy": required(tag("ManagedBy"), toldApart),
    "aws.default_tags.tags.Owner": required(tag("Owner"), toldApart),
    "aws.default_tags.tags.Stack": required(
      everyPlanned("a stack of the plan", (plans) => plans.flatMap(({ stacks }) => Object.values(stacks))),
      toldApart,
    ),
    "aws.ignore_tags.keys": optional(
      planned("the tag of the schedule's override", (plans) =>
        environmentSchedulesOf(plans).map(({ facts }) => facts.override.tag),
      ),
      "nobody would see that another tag was changed",
    ),
    "aws.profile": optional(nothing("stranger"), elsewhere),
    "aws.region": required(
      planned("the region of the settings", (plans) => plans.map(({ account }) => account.region), "af-south-1"),
      elsewhere,
    ),
  },
  terraform: {
    backend: optional(nothing({ local: { path: "terraform.tfstate" } }), otherState),
    "cloud.hostname": optional(
      planned("the host of the settings", (plans) => plans.map(({ account }) => account.terraformCloud.hostname)),
      otherState,
    ),
    "cloud.organization": required(
      planned("the organization of the settings", (plans) =>
        plans.map(({ account }) => account.terraformCloud.organization),
      ),
      otherState,
      {},
    ),
    "cloud.workspaces.name": required(everyPlanned("the workspace of the stack", workspacesOf), otherState, {}),
    "required_providers.aws.source": required(
      butNot(oneOf("hashicorp/aws"), "stranger/aws"),
      "it may do what it likes",
      {},
    ),
    "required_providers.aws.version": required(
      matching(
        "a range that has an end",
        /^>= \d+\.\d+\.\d+(, != \d+\.\d+\.\d+)*, < \d+\.\d+\.\d+$/,
        ">= 1.0.0",
        "latest",
      ),
      "another provider makes other resources of the same words",
      {},
    ),
  },
};
