import fc from "fast-check";
import { expect, test } from "vitest";
import { fittedText, longestBody, type Report, reportsIn } from "./plan-text";

function aReport(name: string, { lines = 1, refused = false } = {}): Report {
  const heading = `### Plan of \`${name}\`: 1 to destroy${refused ? "; 1 refused" : ""}`;
  const list = Array.from({ length: lines }, (_, index) => `- line ${index} of ${name}`);
  return { name, text: [heading, "", ...list].join("\n") };
}

test("finds each plan of a file by its heading", () => {
  const file = `${aReport("staging-base").text}\n\n#### Beneath\n\n${aReport("staging").text}\n`;
  expect(reportsIn("staging", file)).toEqual([
    { name: "staging", text: `${aReport("staging-base").text}\n\n#### Beneath` },
    { name: "staging", text: aReport("staging").text },
  ]);
});

test("shows reports whole, those of one file beneath one name", () => {
  const reports = [aReport("staging"), aReport("staging"), aReport("qa")];
  const [staging, , qa] = reports.map(({ text }) => text);
  expect(fittedText(reports, longestBody)).toBe(`## staging\n\n${staging}\n\n${staging}\n\n## qa\n\n${qa}`);
});

test("leaves out whole reports and counts them, but never a refused one", () => {
  const reports = [aReport("a", { lines: 100 }), aReport("b", { lines: 100 }), aReport("c", { refused: true })];
  const text = fittedText(reports, 3000);
  expect(text).toContain(reports[0]?.text);
  expect(text).toContain("1 to destroy; 1 refused");
  expect(text).not.toContain("of b");
  expect(text).toMatch(/1 report is left out, none of them refused: too long for GitHub \(b\)\. .*$/);
});

test("cuts refused reports where even those are too long, ends their code, and keeps every heading", () => {
  const entries = `\n\n\`\`\`yaml\n${"  - { stack: staging }\n".repeat(4000)}\`\`\``;
  const long = (name: string) => ({ name, text: `${aReport(name, { refused: true }).text}${entries}` });
  const text = fittedText([long("a"), aReport("b"), long("c")], longestBody);
  expect(text.length).toBeLessThanOrEqual(longestBody);
  expect(text.match(/1 refused/g)).toHaveLength(2);
  expect(text.match(/^```/gm)).toHaveLength(4);
  expect(text.match(/The rest of this report is cut/g)).toHaveLength(2);
  expect(text).toContain("1 report is left out");
});

test("is never longer than GitHub takes, and never without a refused report, whatever the reports", () => {
  const settings = fc.record({ lines: fc.integer({ min: 0, max: 3000 }), refused: fc.boolean() });
  fc.assert(
    fc.property(fc.array(settings, { maxLength: 12 }), (all) => {
      const reports = all.map((each, index) => aReport(`environment-${index}`, each));
      const text = fittedText(reports, longestBody);
      const refused = all.filter((each) => each.refused).length;
      return text.length <= longestBody && (text.match(/1 refused$/gm)?.length ?? 0) === refused;
    }),
    { numRuns: 100 },
  );
});
