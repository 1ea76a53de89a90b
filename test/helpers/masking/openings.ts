import { type JsonObject, objectsOf, stringsOf } from "../../../model/json";
import type { Pick } from "../seeded-random";
import type { WorseBody } from "./worse-body";

const ports = [22, 80, 443, 3306, 5432, 6379, 8080, 9200] as const;

const peers: readonly JsonObject[] = [
  { cidr_blocks: ["0.0.0.0/0"] },
  { cidr_blocks: ["52.0.0.0/8"] },
  { cidr_blocks: ["0.0.0.0/1", "128.0.0.0/1"] },
  { cidr_blocks: ["10.0.0.0/8"] },
  { cidr_blocks: ["203.0.113.7/32"] },
  { cidr_blocks: "${data.aws_vpc.others.cidr_block}" },
  { ipv6_cidr_blocks: ["::/0"] },
  { prefix_list_ids: ["pl-0123456789abcdef0"] },
  { security_groups: ["sg-0123456789abcdef0"] },
  { self: true },
];

/** Ports and peers more in a group that has openings, one of them wider, or an expression that nobody can look into. */
export function openingAttempts(body: JsonObject, pick: Pick): readonly WorseBody[] {
  const direction = pick(["ingress", "egress"]);
  const openings = objectsOf(body[direction]);
  const port = pick(ports);
  const peer = pick(peers);
  const further = {
    from_port: port + 1,
    to_port: port + 1,
    protocol: pick(["tcp", "udp"]),
    description: "more",
    ...peer,
  };
  const added = {
    title: `${direction} ${further.protocol} ${further.from_port} ${JSON.stringify(peer)} added`,
    body: { ...body, [direction]: [...openings, further] },
  };
  const [first] = openings;
  if (first === undefined) return [added];
  const others = openings.slice(1);
  return [
    added,
    {
      title: `${direction} of ${first.from_port} begins at 1`,
      body: { ...body, [direction]: [{ ...first, from_port: 1 }, ...others] },
    },
    {
      title: `${direction} of ${first.from_port} with a further peer`,
      body: {
        ...body,
        [direction]: [{ ...first, cidr_blocks: [...stringsOf(first.cidr_blocks), "52.0.0.0/8"] }, ...others],
      },
    },
    { title: `${direction} on every port`, body: { ...body, [direction]: [{ ...first, ...everyPort }, ...others] } },
  ];
}

const everyPort: JsonObject = { protocol: "-1", from_port: 0, to_port: 0 };
