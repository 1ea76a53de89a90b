import { expect, test } from "vitest";
import { faults } from "../../testing/faults";
import { listenerTlsPolicy as rule } from "./listener-tls-policy";

function reported(ssl_policy: string | null) {
  return faults(rule, { aws_lb_listener: { https: { port: 443, protocol: "HTTPS", ssl_policy } } });
}

test("passes the TLS 1.3 policies", () => {
  expect(reported("ELBSecurityPolicy-TLS13-1-2-2021-06")).toEqual([]);
});

test.each(["ELBSecurityPolicy-2016-08", "ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06"])("reports %s", (policy) => {
  expect(reported(policy)).toEqual([`aws_lb_listener.https: port 443 uses the TLS policy ${policy}`]);
});

test("reports a listener that takes the default", () => {
  expect(reported(null)).toEqual(["aws_lb_listener.https: port 443 uses the TLS policy ELBSecurityPolicy-2016-08"]);
});
