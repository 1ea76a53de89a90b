import { shownValue } from "./secret-values";

export const bucketShape = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
export const bucketNames = "3 to 63 lower-case letters, digits, dots and hyphens";

/** S3 User Guide, "General purpose bucket naming rules". */
const reservedBeginning = /^(xn--|sthree-|amzn-s3-demo-)/;
const reservedEnd = /(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;

/** Why no bucket of S3 can have the name, or nothing. */
export function bucketNameProblem(name: string): string | undefined {
  const shown = shownValue(name);
  if (!bucketShape.test(name)) return `${shown} is not an S3 bucket name; use ${bucketNames}`;
  if (/\.\.|\.-|-\./.test(name)) return `${shown} is not an S3 bucket name; put letters or digits around each dot`;
  if (/^\d+(\.\d+){3}$/.test(name)) return `${shown} looks like an address, which S3 refuses; use a bucket's name`;
  const [reserved] = reservedBeginning.exec(name) ?? reservedEnd.exec(name) ?? [];
  return reserved === undefined ? undefined : `S3 keeps names with ${reserved} for itself; use a bucket's own name`;
}
