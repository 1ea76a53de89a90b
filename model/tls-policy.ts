/** TLS 1.3, with 1.2 for older clients and no weaker cipher. */
export const tlsPolicy = "ELBSecurityPolicy-TLS13-1-2-2021-06";
