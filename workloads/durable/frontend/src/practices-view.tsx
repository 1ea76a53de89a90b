import { ofTopic, type Practice, type Shown, type Topic, topics } from "./practices.ts";

interface PracticesViewProps {
  readonly shown: Shown;
  readonly topic: Topic | undefined;
  readonly choose: (topic: Topic | undefined) => void;
  readonly retry: () => void;
}

/** The page in each of its states. */
export function PracticesView({ shown, topic, choose, retry }: PracticesViewProps) {
  return (
    <main>
      <h1>Durable Code</h1>
      <p>Practices that keep a program changeable, and what happens without them.</p>
      {shown.kind === "loading" && <p role="status">Loading …</p>}
      {shown.kind === "failed" && (
        <div role="alert">
          <p>The practices cannot be shown: {shown.reason}.</p>
          <button type="button" onClick={retry}>
            Try again
          </button>
        </div>
      )}
      {shown.kind === "ready" && (
        <>
          <nav aria-label="Topics">
            {[undefined, ...topics].map((each) => (
              <button key={each ?? "all"} type="button" aria-pressed={each === topic} onClick={() => choose(each)}>
                {each ?? "all"}
              </button>
            ))}
          </nav>
          <PracticeList practices={ofTopic(shown.practices, topic)} />
        </>
      )}
    </main>
  );
}

function PracticeList({ practices }: { readonly practices: readonly Practice[] }) {
  if (practices.length === 0) return <p>There is none of this topic.</p>;
  return (
    <ul>
      {practices.map(({ slug, title, withoutIt }) => (
        <li key={slug}>
          <h2>{title}</h2>
          <p>Without it, {withoutIt}.</p>
        </li>
      ))}
    </ul>
  );
}
