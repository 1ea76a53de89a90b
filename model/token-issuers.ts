/**
 * Issuers that sign for whoever has an account with them: a token of theirs for an audience proves nothing but that somebody
 * asked for it. The workloads' settings refuse the same ones. The addresses are those of their OpenID documents (`/.well-known/openid-configuration`); Microsoft's fixed
 * tenant is that of personal accounts.
 */
export const signingForEverybody: readonly RegExp[] = [
  /^https:\/\/accounts\.google\.com$/,
  /^https:\/\/(token\.actions\.githubusercontent|github)\.com(\/|$)/,
  /^https:\/\/gitlab\.com$/,
  /^https:\/\/(login\.microsoftonline\.com|sts\.windows\.net)\/(common|organizations|consumers|9188040d-6c67-4c5b-b112-36a304b66dad|\{tenantid\})(\/|$)/,
  /^https:\/\/appleid\.apple\.com$/,
  /^https:\/\/(www\.|limited\.)?facebook\.com$/,
  /^https:\/\/www\.linkedin\.com(\/|$)/,
  /^https:\/\/api\.login\.yahoo\.com$/,
  /^https:\/\/(www\.)?amazon\.com$/,
  /^https:\/\/app\.terraform\.io$/,
  /^https:\/\/oidc\.circleci\.com(\/|$)/,
  /^https:\/\/agent\.buildkite\.com$/,
  /^https:\/\/api\.bitbucket\.org(\/|$)/,
];

/** Whether tokens of the issuer need the names of those who are let in. */
export function signsForEverybody(issuer: string): boolean {
  const plain = issuer
    .toLowerCase()
    .replace(/(:443)?\/*$/, "")
    .replace(":443/", "/");
  return signingForEverybody.some((shape) => shape.test(plain));
}
