import { type ArnScope, instanceProfileArn, policyArn, roleArn } from "../arn";
import type { AwsType } from "../aws-types/aws-type";
import type { ProviderCalls } from "../aws-types/provider-calls";
import { awsTypes, typesIn } from "../aws-types/records";
import { everythingOf, servicesOf } from "../aws-types/services";
import type { PolicyStatement } from "../iam-policy";
import { accountNames } from "../naming";
import type { AccountPlan } from "../plan/account-plan";
import type { StackKind } from "../stack-names";
import { deliveryBoundaryArns, identityProviderArn, keepTheGuards } from "./account-arn-sets";
import { imagePushStatements, preflightStatements } from "./github-statements";
import { everyReleaseStatement } from "./release-statements";
import { inRegion, keyValidation } from "./statements";

type BoundedAccount = ArnScope & { readonly name: string };

interface Limits {
  readonly account: BoundedAccount;
  readonly types: readonly AwsType[];
  /** What roles do within the boundary beside the provider's calls. */
  readonly further: readonly PolicyStatement[];
  /** ARNs of what bounds the roles that are made within the boundary. */
  readonly innerBoundaries: readonly string[];
}

/** The most that the applies of an environment's stacks of a kind can do: what such stacks are made of, in any environment. */
export function applyBoundary(
  account: BoundedAccount,
  kind: Exclude<StackKind, "account">,
): readonly PolicyStatement[] {
  const { taskBoundary, instanceBoundary } = accountNames(account.name);
  const innerBoundaries = [taskBoundary("*"), ...(kind === "runtime" ? [instanceBoundary("*")] : [])].map((name) =>
    policyArn(account, name),
  );
  return boundaryOf({ account, types: typesIn(kind, "managedIn", "lookedUpIn"), further: [], innerBoundaries });
}

/** The most that the runs of the account's own stack can do, and GitHub's workflows that push and release. */
export function deliveryBoundary(account: AccountPlan): readonly PolicyStatement[] {
  return boundaryOf({
    account,
    types: typesIn("account", "managedIn", "lookedUpIn"),
    further: [...imagePushStatements(account), ...everyReleaseStatement(account)],
    innerBoundaries: deliveryBoundaryArns(account),
  });
}

/** The most that a plan can do, and a look before a deployment. */
export function readBoundary(account: BoundedAccount): readonly PolicyStatement[] {
  const types = [...awsTypes.values()];
  const looks = preflightStatements(account, {});
  const anywhere = [
    ...actionsOf(types, ({ phase, on }) => phase === "read" && on === "anywhere"),
    ...actionsAnywhere(looks),
  ];
  const own = [...actionsOf(types, ({ phase }) => phase === "read"), ...looks.flatMap(({ actions }) => actions)].filter(
    (action) => !anywhere.includes(action),
  );
  return [
    {
      sid: "Read",
      actions: sorted(own.map((action) => action.replace(/:(Describe|List).*$/, ":$1*"))),
      resources: [...everythingOfAll(servicesOf(own), account), ...rolesAndPolicies(account)],
    },
    {
      sid: "ReadWhatHasNoResource",
      // These two narrow no description to a resource, and have many.
      actions: sorted(
        anywhere.map((action) => action.replace(/^(ec2|elasticloadbalancing):Describe.*$/, "$1:Describe*")),
      ),
      resources: ["*"],
      conditions: inRegion(account.region),
    },
    ...denials(account),
  ];
}

/** Sets of ARNs that are `*`. */
const withoutResource: readonly string[] = ["anywhere", "newCertificates", "newTaskDefinitions", "newZones"];

/** Never a secret's value, a shell in a task, or a change of what guards the delivery itself. */
function boundaryOf({ account, types, further, innerBoundaries }: Limits): readonly PolicyStatement[] {
  const all = [...actionsOf(types, () => true), ...further.flatMap(({ actions }) => actions)];
  const services = servicesOf(all);
  const bounded = actionsOf(types, ({ on }) => on === "boundedRoles");
  const nowhere = actionsOf(types, ({ on }) => withoutResource.includes(on));
  return [
    {
      sid: "UseServices",
      actions: services.map((service) => `${service}:*`),
      resources: [
        ...everythingOfAll(services, account),
        // Images are others', in no account of ours.
        ...(all.includes("ec2:RunInstances") ? [`arn:aws:ec2:${account.region}::image/*`] : []),
      ],
    },
    {
      sid: "UseWhatHasNoResource",
      actions: sorted([...nowhere, ...actionsAnywhere(further)]),
      resources: ["*"],
      conditions: inRegion(account.region),
    },
    {
      sid: "ManageRolesAndPolicies",
      actions: sorted(all.filter((action) => action.startsWith("iam:") && ![...bounded, ...nowhere].includes(action))),
      resources: rolesAndPolicies(account),
    },
    {
      sid: "MakeBoundedRoles",
      actions: sorted(bounded),
      resources: [roleArn(account, "*")],
      conditions: { ArnLike: { "iam:PermissionsBoundary": innerBoundaries } },
    },
    ...denials(account),
  ];
}

function denials(account: BoundedAccount): readonly PolicyStatement[] {
  return [
    {
      sid: "NoSecretsNoShells",
      effect: "Deny",
      actions: ["ecs:ExecuteCommand", "secretsmanager:GetSecretValue"],
      resources: ["*"],
    },
    {
      sid: "NoDecryption",
      effect: "Deny",
      actions: ["kms:Decrypt"],
      resources: ["*"],
      // EFS tries whether who makes a file system may use its key, and reads nothing.
      conditions: {
        StringNotEquals: { ...keyValidation, "kms:ViaService": `elasticfilesystem.${account.region}.amazonaws.com` },
      },
    },
    keepTheGuards(account),
  ];
}

function everythingOfAll(services: readonly string[], account: ArnScope): readonly string[] {
  return services.flatMap((service) => everythingOf(service, account));
}

function rolesAndPolicies(account: ArnScope): readonly string[] {
  return [
    roleArn(account, "*"),
    policyArn(account, "*"),
    instanceProfileArn(account, "*"),
    identityProviderArn(account.accountId, "*"),
  ];
}

function actionsAnywhere(statements: readonly PolicyStatement[]): readonly string[] {
  return statements.filter(({ resources }) => resources?.includes("*")).flatMap(({ actions }) => actions);
}

function actionsOf(types: readonly AwsType[], isMeant: (calls: ProviderCalls) => boolean): readonly string[] {
  return types.flatMap(({ calls }) => calls.filter(isMeant).flatMap(({ actions }) => actions));
}

function sorted(actions: readonly string[]): readonly string[] {
  return [...new Set(actions)].sort();
}
