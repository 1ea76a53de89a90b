import { fixture } from "./helpers/fixtures";
import { weekendOf } from "./helpers/schedule/weekend-story";

const [account] = fixture("small").accounts;
if (account === undefined) throw new Error("the fixture has no account");

weekendOf({
  environment: "staging",
  account,
  // The provider that runs here is older than what the load balancer checks tokens with.
  adapt: (settings) => void settings.deleteIn(["services", "agent", "agentToAgent"]),
  change: (settings) => settings.replace("maximumTasks: 4", "maximumTasks: 5"),
});
