import { describe, expect, test } from "vitest";
import { plainProgress } from "./progress";
import { aStep } from "./testing/a-step";

describe("progress without a terminal", () => {
  test("is one plain line for each finished step, with what is worth showing beneath", () => {
    const lines: string[] = [];
    const progress = plainProgress((line) => lines.push(line));
    progress.started("terraform apply");
    progress.noted("terraform apply", "3 resources");
    progress.finished(aStep({ details: ["staging in 61.2 s"] }));
    progress.finished(aStep({ title: "scan", outcome: "skipped", seconds: 0, reasons: ["tfsec is not on PATH"] }));
    progress.finished(aStep({ title: "plan", outcome: "failed", seconds: 2, reasons: ["a change\nof two lines"] }));
    expect(lines).toEqual([
      "✔ terraform apply  61.3 s",
      "    staging in 61.2 s",
      "○ scan  0.0 s  skipped, because tfsec is not on PATH",
      "✖ plan  2.0 s",
      "    a change",
      "    of two lines",
    ]);
  });
});
