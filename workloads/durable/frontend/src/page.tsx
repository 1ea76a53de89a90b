import { useEffect, useState } from "react";
import { loadPractices, type Shown, type Topic } from "./practices.ts";
import { PracticesView } from "./practices-view.tsx";

export function Page() {
  const [shown, setShown] = useState<Shown>({ kind: "loading" });
  const [topic, choose] = useState<Topic>();
  const [attempt, setAttempt] = useState(1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is what asks again
  useEffect(() => {
    const controller = new AbortController();
    setShown({ kind: "loading" });
    void loadPractices(fetch, controller.signal).then((loaded) => {
      if (!controller.signal.aborted) setShown(loaded);
    });
    return () => controller.abort();
  }, [attempt]);

  return <PracticesView shown={shown} topic={topic} choose={choose} retry={() => setAttempt(attempt + 1)} />;
}
