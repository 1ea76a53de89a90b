import { shownValue } from "./secret-values";

/** IPv4 blocks as arithmetic on unsigned 32-bit numbers. */
export interface CidrBlock {
  readonly address: number;
  readonly prefixLength: number;
}

/** Largest and smallest block that a VPC of ours may have: AWS allows /16, and four subnets for an ALB need /22. */
const vpcPrefixLengths = { smallest: 16, largest: 22 } as const;

export function parseCidr(text: string): CidrBlock | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(text);
  // A leading zero reads as octal to some programs and as decimal to others.
  if (match === null || match.slice(1).some((part) => part !== String(Number(part)))) return undefined;
  const [a = 256, b = 256, c = 256, d = 256, prefixLength = 33] = match.slice(1).map(Number);
  if ([a, b, c, d].some((octet) => octet > 255) || prefixLength > 32) return undefined;
  return { address: ((a * 256 + b) * 256 + c) * 256 + d, prefixLength };
}

export function formatCidr(block: CidrBlock): string {
  const octet = (index: number) => Math.floor(block.address / 256 ** (3 - index)) % 256;
  return `${[0, 1, 2, 3].map(octet).join(".")}/${block.prefixLength}`;
}

export function blockSize(block: CidrBlock): number {
  return 2 ** (32 - block.prefixLength);
}

export function overlaps(left: CidrBlock, right: CidrBlock): boolean {
  return left.address < right.address + blockSize(right) && right.address < left.address + blockSize(left);
}

/** Why the text cannot be a block of addresses, or nothing. */
export function blockProblem(text: string): string | undefined {
  const block = parseCidr(text);
  if (block === undefined) return `${shownValue(text)} is not an IPv4 block; use one such as 10.1.0.0/16`;
  const network = { ...block, address: block.address - (block.address % blockSize(block)) };
  return network.address === block.address
    ? undefined
    : `${text} has bits set behind its mask; did you mean ${formatCidr(network)}?`;
}

/** Why the text cannot be the block of a VPC, or nothing. */
export function cidrProblem(text: string): string | undefined {
  const block = parseCidr(text);
  const problem = blockProblem(text);
  if (block === undefined || problem !== undefined) return problem;
  const { smallest, largest } = vpcPrefixLengths;
  if (block.prefixLength < smallest || block.prefixLength > largest) {
    return `/${block.prefixLength} does not fit a VPC with two public and two private subnets; use /${smallest} to /${largest}`;
  }
  if (!privateRanges.some((range) => range.prefixLength <= block.prefixLength && overlaps(range, block))) {
    return `${text} is not a private range; use a block in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16`;
  }
  if (overlaps(dockerBridge, block))
    return `${text} overlaps 172.17.0.0/16, Docker's bridge network; choose another block`;
  return undefined;
}

/** Whether any address of the block is one of the internet's. */
export function isPublicBlock(text: string): boolean {
  const block = parseCidr(text);
  if (block === undefined) return false;
  return !privateRanges.some((range) => range.prefixLength <= block.prefixLength && overlaps(range, block));
}

const privateRanges: readonly CidrBlock[] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].flatMap(
  (text) => parseCidr(text) ?? [],
);
const dockerBridge: CidrBlock = { address: 172 * 2 ** 24 + 17 * 2 ** 16, prefixLength: 16 };
