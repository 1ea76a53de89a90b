import { styleText } from "node:util";
import { createLogUpdate } from "log-update";
import type { FinishedStep, Outcome, StepObserver } from "./run-stages";

/** Shows the steps while they run; only `close` leaves the terminal as it was. */
export interface Progress extends StepObserver {
  readonly print: (line: string) => void;
  readonly close: () => void;
}

type Style = "green" | "red" | "yellow" | "dim";
type Paint = (style: Style, text: string) => string;

export function progressOn(stream: NodeJS.WriteStream, environment: NodeJS.ProcessEnv): Progress {
  const isLive = stream.isTTY && environment.TERM !== "dumb";
  const isColored = isLive && (environment.NO_COLOR ?? "") === "";
  const paint: Paint = isColored ? (style, text) => styleText(style, text) : (_, text) => text;
  return isLive ? liveProgress(stream, paint) : plainProgress((line) => stream.write(`${line}\n`), paint);
}

/** One line per finished step. */
export function plainProgress(write: (line: string) => void, paint: Paint = (_, text) => text): Progress {
  return {
    started: () => {},
    noted: () => {},
    finished: (step) => stepLines(step, paint).forEach(write),
    print: write,
    close: () => {},
  };
}

interface Running {
  readonly since: number;
  readonly note: string;
}

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"] as const;
const frameMilliseconds = 100;

function liveProgress(stream: NodeJS.WriteStream, paint: Paint): Progress {
  const update = createLogUpdate(stream);
  const running = new Map<string, Running>();
  const draw = () => {
    if (running.size > 0) update([...running].map(([title, step]) => runningLine(title, step, paint)).join("\n"));
  };
  const print = (text: string) => {
    update.clear();
    stream.write(`${text}\n`);
    draw();
  };
  const timer = setInterval(draw, frameMilliseconds);
  return {
    started: (title) => running.set(title, { since: performance.now(), note: "" }),
    noted: (title, note) => {
      const step = running.get(title);
      if (step !== undefined) running.set(title, { ...step, note });
    },
    finished: (step) => {
      running.delete(step.title);
      print(stepLines(step, paint).join("\n"));
    },
    print,
    close: () => {
      clearInterval(timer);
      update.clear();
      update.done();
    },
  };
}

function runningLine(title: string, { since, note }: Running, paint: Paint): string {
  const milliseconds = performance.now() - since;
  const frame = frames[Math.floor(milliseconds / frameMilliseconds) % frames.length];
  const seconds = `${Math.floor(milliseconds / 1000)} s`;
  return `${frame} ${title} ${paint("dim", [seconds, note].filter((part) => part !== "").join(", "))}`;
}

const marks: Readonly<Record<Outcome, readonly [Style, string]>> = {
  passed: ["green", "✔"],
  failed: ["red", "✖"],
  skipped: ["yellow", "○"],
};

function stepLines(step: FinishedStep, paint: Paint): readonly string[] {
  const [style, mark] = marks[step.outcome];
  const time = paint("dim", `${step.seconds.toFixed(1)} s`);
  const head = `${paint(style, mark)} ${step.title}  ${time}`;
  if (step.outcome === "skipped") return [`${head}  skipped, because ${step.reasons.join("; ")}`];
  const beneath = [...step.details, ...step.reasons].flatMap((text) => text.split("\n"));
  return [head, ...beneath.map((line) => `    ${line}`)];
}
