import { between, butNot, everyPlanned, planned } from "./allowed";
import { type Arguments, harmless, required } from "./argument";
import { keptData } from "./kept";
import { ownKey } from "./plans";

export const secretsmanagerArguments: Readonly<Record<string, Arguments>> = {
  aws_secretsmanager_secret: {
    ...keptData,
    kms_key_id: required(ownKey, "secrets lie under a key that every role of the account may use"),
    name: required(
      everyPlanned("a secret of the plan", (plans) =>
        plans.flatMap(({ secrets }) => secrets.flatMap(({ origin, shown }) => (origin === "created" ? [shown] : []))),
      ),
      "tasks read the planned one",
    ),
    recovery_window_in_days: required(butNot(between(7, 30), 0), "a secret that is deleted by mistake is gone"),
  },
  "data.aws_secretsmanager_secret": {
    depends_on: harmless("what must be there before"),
    name: required(
      planned(
        "a secret of the plan",
        (plans) => plans.flatMap(({ secrets }) => secrets.flatMap(({ find }) => ("name" in find ? [find.name] : []))),
        "other-environment/database-password",
      ),
      "a task would read another environment's secret",
    ),
  },
};
