import { type Clients, readBackClients } from "../../rehearsal/read-back/clients";
import { type Answers, answering, testSettings } from "./answering";

/** All that a read-back asks with. */
export function answeringClients(answers: Answers): Clients {
  return answering(readBackClients(testSettings), answers);
}
