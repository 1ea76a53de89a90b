import type { PolicyStatement } from "./iam-policy";

/** What the role of flow logs may do. */
export function flowLogStatements(logGroupArn: string) {
  return [
    {
      sid: "WriteFlowLogs",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      // A stream is named after a network interface: eni-, 17 digits, and the kind of traffic.
      resources: [`${logGroupArn}:log-stream:eni-${"?".repeat(17)}-reject`],
    },
    {
      sid: "FindFlowLogs",
      actions: ["logs:DescribeLogGroups", "logs:DescribeLogStreams"],
      // CloudWatch Logs checks such calls against a stream without a name.
      resources: [logGroupArn, `${logGroupArn}:log-stream:`],
    },
  ] satisfies readonly PolicyStatement[];
}
