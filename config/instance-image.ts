import { isScalar, parseDocument } from "yaml";

/**
 * An environment's file with another image for its instances, and all else as it stands.
 *
 * @param text a file that is valid
 */
export function withInstanceImage(text: string, amiId: string): string {
  const document = parseDocument(text);
  const known = document.getIn(["instances", "amiId"], true);
  if (isScalar(known) && known.range != null) return text.slice(0, known.range[0]) + amiId + text.slice(known.range[1]);
  document.setIn(["instances", "amiId"], amiId);
  return document.toString({ lineWidth: 0 });
}
