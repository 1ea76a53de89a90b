import { expect, test } from "vitest";
import { certificateFinding } from "./imported-certificate";

const certificate = (Status: "ISSUED" | "EXPIRED", DomainName: string, ...SubjectAlternativeNames: string[]) => ({
  Status,
  DomainName,
  SubjectAlternativeNames,
});
const hosts = ["staging.example.com", "api.example.com"];

test("a certificate is for its names, and a wildcard for one label below it", () => {
  const wildcard = certificate("ISSUED", "*.example.com", "*.example.com");
  expect(certificateFinding(wildcard, hosts)).toEqual({ state: "ok", detail: "issued for *.example.com" });
  expect(certificateFinding(wildcard, ["example.com", "a.staging.example.com"])).toEqual({
    state: "missing",
    detail: "it is for *.example.com, not for example.com, a.staging.example.com; import one that is for all of them",
  });
  expect(certificateFinding(certificate("ISSUED", "staging.example.com"), hosts)).toMatchObject({ state: "missing" });
});

test("a certificate that is not there or not valid any more says what to do", () => {
  expect(certificateFinding(undefined, hosts).detail).toMatch(/^it is not there; correct loadBalancer\.certificateArn/);
  expect(certificateFinding(certificate("EXPIRED", "*.example.com"), hosts).detail).toMatch(/^it is EXPIRED; import/);
});
