import { expect, test } from "vitest";
import { evaluated } from "./expression";

const contexts = {
  github: { event_name: "pull_request", event: { number: 7 }, ref: "refs/heads/main" },
  inputs: { environment: "" },
  results: { list: { result: "success" }, plan: { result: "failure" } },
  needs: { list: { outputs: { images: '[{"repository":"agent"}]' } } },
};

test.each<[string, unknown]>([
  ["plain", "plain"],
  ["${{ github.event.number }}", 7],
  ["v${{ github.event.number }}-${{ github.ref }}", "v7-refs/heads/main"],
  ["${{ fromJSON(needs.list.outputs.images) }}", [{ repository: "agent" }]],
  ["${{ inputs.environment || github.ref }}", "refs/heads/main"],
  ["${{ github.event_name == 'pull_request' && github.ref != 'it''s' }}", true],
  ["${{ !cancelled() && !(github.event_name == 'push') }}", true],
  ["${{ github.event.gone.further }}", undefined],
  ["of ${{ github.event.gone }}.", "of ."],
  ["${{ contains(results.*.result, 'failure') || contains(results.*.result, 'cancelled') }}", true],
  ["${{ contains(results.*.result, 'skipped') }}", false],
  ["${{ always() }}", true],
])("%s is %j", (text, value) => {
  expect(evaluated(text, contexts)).toEqual(value);
});

test.each([
  "${{ secrets.TOKEN }}",
  "${{ contains(github.ref, 'main') }}",
  "${{ github.event[0] }}",
  "${{ (github.ref }}",
])("%s is not understood, and no value", (text) => {
  expect(() => evaluated(text, contexts)).toThrow(/not understood|missing/);
});
