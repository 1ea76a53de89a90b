import type { Environment } from "./schema/environment";

/** What is allowed, and still not what anybody should run for long: said by every command that reads the environment. */
export function environmentWarnings({ name, account, dns, network, schedule }: Environment): readonly string[] {
  const lacking =
    account.terraformCloud.teams === undefined
      ? "terraformCloud.teams"
      : account.github === undefined
        ? "github"
        : undefined;
  const plain = `${name} answers on plain HTTP only, and refuses agent-to-agent calls`;
  return [
    ...(dns === undefined ? [`${plain}: it has no domain; set dns.domain`] : []),
    ...(dns?.zone.delegated === false
      ? [
          `${plain}: its zone ${dns.zone.name} is not delegated yet; enter its name servers, an output of ${name}-base, in the parent zone, and set dns.zone.delegated to true`,
        ]
      : []),
    ...(network !== undefined && "nat" in network && network.nat === "none"
      ? [
          `${name} has no NAT: its tasks stand in the public subnets with public addresses, behind their security group alone`,
        ]
      : []),
    ...(schedule?.weekend === "teardown" && lacking !== undefined
      ? [
          `${name} is never torn down at weekends: the token that confirms it is of a team, and a workflow of GitHub uses it; set ${lacking} in the account's file, or weekend to sleep`,
        ]
      : []),
  ];
}
