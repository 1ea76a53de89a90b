import { between, everyPlanned, oneOf, type Plans, planned, referenceToEvery } from "./allowed";
import { type Arguments, harmless, optional, required, requiredBy } from "./argument";
import { keptData } from "./kept";

const aliases = (plans: Plans) => plans.map(({ names }) => names.encryptionKeyAlias);

export const kmsArguments: Readonly<Record<string, Arguments>> = {
  aws_kms_alias: {
    name: required(
      everyPlanned("the environment's alias", aliases, "alias/stranger"),
      "the runtime finds the key by it",
    ),
    target_key_id: required(referenceToEvery("aws_kms_key"), "the runtime would use a key that is not its own"),
  },
  aws_kms_key: {
    ...keptData,
    bypass_policy_lockout_safety_check: optional(oneOf(false), "nobody may be left who can change the key"),
    deletion_window_in_days: required(between(7, 30), "there is no time to notice that the key is going"),
    description: harmless("what people read"),
    enable_key_rotation: required(oneOf(true), "what one key has encrypted grows for ever"),
    is_enabled: optional(oneOf(true), "nothing that it encrypts can be read"),
    policy: requiredBy("resource-policy-principals"),
  },
  "data.aws_kms_alias": {
    depends_on: harmless("what must be there before"),
    name: required(planned("the environment's alias", aliases, "alias/stranger"), "another environment's key is used"),
  },
};
