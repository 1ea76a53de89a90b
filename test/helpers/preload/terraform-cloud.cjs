/** Preloaded with `--require`: whoever asks Terraform Cloud reaches the stand-in of a test, which a token's name cannot tell. */
const { fetch } = globalThis;
const standIn = `https://${process.env.TERRAFORM_CLOUD_STAND_IN}/`;

globalThis.fetch = (input, init) => fetch(String(input).replace("https://app.terraform.io/", standIn), init);
