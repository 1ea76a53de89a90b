import { type FuzzDocument, fuzzDocuments } from "../test/helpers/fuzz/documents";
import { loadDocument } from "../test/helpers/fuzz/load-document";

/** No document may take as many times as long as half of them. */
const mostMedians = 20;
const warmUp = 200;

interface Measured {
  readonly number: number;
  readonly milliseconds: number;
}

/** Loads seeded documents, and tells which of them are not refused as they should be, or take too long. */
function prove(): void {
  const [seed = "1", count = "10000"] = process.argv.slice(3);
  const documentOf = fuzzDocuments(Number(seed));
  for (let number = 0; number < warmUp; number += 1) loadDocument(documentOf(number));
  const totals = { accepted: 0, faults: 0, breaches: 0 };
  const measured = Array.from({ length: Number(count) }, (_, number): Measured => {
    const document = documentOf(number);
    const { isAccepted, faults, breaches, milliseconds } = loadDocument(document);
    totals.accepted += Number(isAccepted);
    totals.faults += faults;
    totals.breaches += breaches.length;
    for (const breach of breaches) console.log(`document ${number}, ${document.title}: ${breach}`);
    return { number, milliseconds };
  });
  const { accepted, faults, breaches } = totals;
  console.log(
    `${count} documents (seed ${seed}): ${accepted} accepted, ${Number(count) - accepted} refused for ${faults} faults, ${breaches} times otherwise than they should be`,
  );
  const slow = slowDocuments(measured, documentOf);
  process.exitCode = breaches === 0 && slow === 0 ? 0 : 1;
}

/** The machine may have been at other work: whatever took too long is measured again, alone, and the shortest time counts. */
function slowDocuments(measured: readonly Measured[], documentOf: (number: number) => FuzzDocument): number {
  const median = measured.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b)[measured.length >> 1] ?? 0;
  const times = measured.map(({ number, milliseconds }) => {
    if (milliseconds <= median * mostMedians) return { number, milliseconds, isAgain: false };
    const document = documentOf(number);
    const again = [1, 2, 3].map(() => loadDocument(document).milliseconds);
    return { number, milliseconds: Math.min(milliseconds, ...again), isAgain: true };
  });
  const [slowest] = times.toSorted((a, b) => b.milliseconds - a.milliseconds);
  const medians = ((slowest?.milliseconds ?? 0) / median).toFixed(1);
  console.log(
    `median ${median.toFixed(1)} ms, slowest ${slowest?.milliseconds.toFixed(1)} ms, ${medians} times as long; ${times.filter(({ isAgain }) => isAgain).length} measured again alone, three times, of which the shortest time counts`,
  );
  const slow = times.filter(({ milliseconds }) => milliseconds > median * mostMedians);
  for (const { number, milliseconds } of slow) {
    console.log(`document ${number}, ${documentOf(number).title}: ${milliseconds.toFixed(1)} ms`);
  }
  return slow.length;
}

prove();
