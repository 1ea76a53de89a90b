import { type CertificateDetail, DescribeCertificateCommand } from "@aws-sdk/client-acm";
import { isNamed } from "../aws/aws-failure";
import { type Finding, missing, ok, type Question } from "./answer";
import type { PreflightClients } from "./clients";
import { foundOr } from "./existence";

/** Whether a certificate that the settings name is there, is valid and is for every host. */
export function importedCertificateQuestion(
  arn: string,
  hosts: readonly string[],
  { certificates }: PreflightClients,
): Question {
  return {
    subject: `certificate ${arn}`,
    find: async () => {
      const found = await foundOr(
        () => certificates.send(new DescribeCertificateCommand({ CertificateArn: arn })),
        (error) => isNamed(error, "ResourceNotFoundException"),
      );
      return certificateFinding(found?.Certificate, hosts);
    },
  };
}

/** Pure. */
export function certificateFinding(
  certificate: Pick<CertificateDetail, "Status" | "DomainName" | "SubjectAlternativeNames"> | undefined,
  hosts: readonly string[],
): Finding {
  if (certificate === undefined) return missing("it is not there; correct loadBalancer.certificateArn, or import it");
  const { Status, DomainName = "", SubjectAlternativeNames = [] } = certificate;
  if (Status !== "ISSUED") return missing(`it is ${Status}; import one that is valid`);
  const names = [...new Set([DomainName, ...SubjectAlternativeNames])];
  const others = hosts.filter((host) => !names.some((name) => isFor(name, host)));
  if (others.length === 0) return ok(`issued for ${names.join(", ")}`);
  return missing(`it is for ${names.join(", ")}, not for ${others.join(", ")}; import one that is for all of them`);
}

/** A wildcard stands for one label. */
function isFor(name: string, host: string): boolean {
  return name === host || (name.startsWith("*.") && host.replace(/^[^.]+/, "*") === name);
}
