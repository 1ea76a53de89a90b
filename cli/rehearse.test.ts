import { expect, test } from "vitest";
import { staging } from "./rehearsal/testing/a-rehearsal";
import { configurationCheck } from "./rehearse";

test("a rehearsal says beneath its first step what the environment is warned about", () => {
  const environment = { ...staging(), dns: undefined };
  expect(configurationCheck(staging(), 0.1).details).toEqual([]);
  expect(configurationCheck(environment, 0.1).details).toEqual([
    "warning: staging answers on plain HTTP only: it has no domain; set dns.domain",
  ]);
});
