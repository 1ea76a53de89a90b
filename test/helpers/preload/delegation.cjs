/** Preloaded with `--require`: the world is sent to the name servers of a test's zone, which no DNS knows. */
const { Resolver } = require("node:dns/promises");

Resolver.prototype.resolveNs = async () => process.env.DELEGATED_NAME_SERVERS.split(" ");
