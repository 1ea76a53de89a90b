/** A question and its answer. */
export interface Exchange {
  readonly question: string;
  readonly answer: string;
}

/** What was said, by visitor. */
export interface History {
  readonly add: (visitor: string, exchange: Exchange) => Promise<void>;
  /** The latest first. */
  readonly latest: (visitor: string, count: number) => Promise<readonly Exchange[]>;
}

/** As Bun's client of databases is called: values are never part of the text. */
export type Sql = (strings: TemplateStringsArray, ...values: readonly unknown[]) => Promise<readonly unknown[]>;

/** In the database that DATABASE_URL names. */
export function databaseHistory(sql: Sql): History {
  const made = () => sql`CREATE TABLE IF NOT EXISTS exchanges
    (said_at BIGINT NOT NULL, visitor TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL)`;
  return {
    async add(visitor, { question, answer }) {
      await made();
      await sql`INSERT INTO exchanges (said_at, visitor, question, answer)
        VALUES (${Date.now()}, ${visitor}, ${question}, ${answer})`;
    },
    async latest(visitor, count) {
      await made();
      const rows = await sql`SELECT question, answer FROM exchanges
        WHERE visitor = ${visitor} ORDER BY said_at DESC LIMIT ${count}`;
      return rows.filter(isExchange).map(({ question, answer }) => ({ question, answer }));
    },
  };
}

function isExchange(row: unknown): row is Exchange {
  return typeof row === "object" && row !== null && "question" in row && "answer" in row;
}
