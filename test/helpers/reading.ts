import type { Reading } from "../../rehearsal/read-back/area";
import { type Answers, answeringClients } from "./answering-clients";

/** What an area reads, where AWS answers this; ids stay as they are but for the ones labelled here. */
export function aReading(answers: Answers, labels: Readonly<Record<string, string>> = {}): Reading {
  return {
    clients: answeringClients(answers),
    accountId: "123456789012",
    vpcId: "vpc-0123456789abcdef0",
    label: (id) => (id === undefined ? "not set" : (labels[id] ?? id)),
  };
}
