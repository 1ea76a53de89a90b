import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface Certificate {
  /** For SSL_CERT_FILE (terraform) and NODE_EXTRA_CA_CERTS (Node). */
  readonly file: string;
  readonly certificate: string;
  readonly key: string;
}

/** A certificate for localhost that nobody else has signed, good for one day. */
export function selfSignedCertificate(folder: string): Certificate {
  const file = join(folder, "certificate.pem");
  const keyFile = join(folder, "key.pem");
  const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc"];
  execFileSync("openssl", ["req", "-x509", ...curve, "-days", "1", ...names, "-keyout", keyFile, "-out", file], {
    stdio: "pipe",
  });
  return { file, certificate: readFileSync(file, "utf8"), key: readFileSync(keyFile, "utf8") };
}
