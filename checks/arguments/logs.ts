import { butNot, everyPlanned, planned } from "./allowed";
import { type Arguments, required } from "./argument";
import { keptData } from "./kept";
import { ownKey } from "./plans";

export const logsArguments: Readonly<Record<string, Arguments>> = {
  aws_cloudwatch_log_group: {
    ...keptData,
    kms_key_id: required(ownKey, "logs lie under no key of the environment's"),
    name: required(
      everyPlanned("a log group of the plan", (plans) =>
        plans.flatMap(({ logGroups }) => logGroups.map(({ name }) => name)),
      ),
      "tasks and flow logs write to the planned one",
    ),
    retention_in_days: required(
      butNot(
        planned(
          "the days of the plan",
          (plans) =>
            plans.flatMap(({ services, flowLogs }) =>
              [...services.map(({ logGroup }) => logGroup), ...(flowLogs === undefined ? [] : [flowLogs])].map(
                ({ retentionDays }) => String(retentionDays),
              ),
            ),
          "1",
        ),
        0,
      ),
      "logs are gone before somebody asks for them, or kept and billed for ever",
    ),
  },
};
