import { tokenIssuers } from "../../model/delivery/account-iam";
import { accountsOf } from "../../model/delivery/planned-iam";
import { butNot, everyPlanned, nothing, oneOf, type Plans, planned } from "./allowed";
import { type Arguments, harmless, optional, required, requiredBy } from "./argument";

const shown = harmless("a description or name, which a plan shows");
const issuersOf = (plans: Plans) => accountsOf(plans).flatMap((account) => tokenIssuers(account, plans));
const administrator = "arn:aws:iam::aws:policy/AdministratorAccess";
const elsewhere = "its rights are compared with the plan where they stand as a policy of their own";

export const iamArguments: Readonly<Record<string, Arguments>> = {
  aws_iam_role: {
    assume_role_policy: requiredBy("role-as-planned"),
    description: shown,
    inline_policy: optional(nothing([{ name: "more", policy: "{}" }]), elsewhere),
    managed_policy_arns: optional(nothing([administrator]), elsewhere),
    max_session_duration: optional(butNot(oneOf(3600), 43200), "a session that somebody took over lasts longer"),
    name: requiredBy("role-as-planned", "stranger"),
    permissions_boundary: requiredBy(
      "role-as-planned",
      administrator,
      "arn:aws:iam::999999999999:policy/stranger",
      "${aws_iam_policy.stranger.arn}",
    ),
  },
  aws_iam_policy: {
    description: shown,
    name: requiredBy("policy-as-planned", "stranger"),
    policy: requiredBy("policy-as-planned"),
  },
  aws_iam_role_policy: {
    name: shown,
    policy: requiredBy("policy-as-planned"),
    role: requiredBy("policy-as-planned", "stranger", "${aws_iam_role.stranger.id}"),
  },
  aws_iam_role_policy_attachment: {
    policy_arn: requiredBy(
      "role-attachments-as-planned",
      "arn:aws:iam::aws:policy/PowerUserAccess",
      "${aws_iam_policy.stranger.arn}",
    ),
    role: requiredBy("role-attachments-as-planned", "stranger", "${aws_iam_role.stranger.name}"),
  },
  aws_iam_openid_connect_provider: {
    client_id_list: required(
      planned("an audience of the plan", (plans) => issuersOf(plans).map(({ audience }) => audience)),
      "tokens that are meant for others would be believed",
    ),
    url: required(
      everyPlanned(
        "an issuer that the plan makes",
        (plans) => urls(plans, "create"),
        "https://tokens.stranger.example",
      ),
      "the account would believe tokens of others",
    ),
  },
  "data.aws_iam_openid_connect_provider": {
    url: required(
      everyPlanned(
        "an issuer that the plan finds",
        (plans) => urls(plans, "existing"),
        "https://tokens.stranger.example",
      ),
      "the account would believe tokens of others",
    ),
  },
};

function urls(plans: Plans, origin: "create" | "existing"): readonly string[] {
  return issuersOf(plans).flatMap((issuer) => (issuer.origin === origin ? [`https://${issuer.host}`] : []));
}
