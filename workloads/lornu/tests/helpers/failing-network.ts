import { connect, createServer, type Server, type Socket } from "node:net";
import { listenOnLoopback } from "../../../../test/helpers/loopback";

/** What is between a browser and a backend on loopback, and can fail as a network does. */
export class FailingNetwork {
  connectionsMade = 0;
  private isUp = true;
  private readonly connections = new Set<readonly [Socket, Socket]>();

  private constructor(
    private readonly server: Server,
    readonly port: number,
    /** Where new connections go. */
    public targetPort: number,
  ) {
    server.on("connection", (client) => (this.isUp ? this.carry(client) : client.destroy()));
  }

  static async to(targetPort: number): Promise<FailingNetwork> {
    const server = createServer();
    return new FailingNetwork(server, await listenOnLoopback(server), targetPort);
  }

  /** Ends every connection and refuses new ones. */
  goDown(): void {
    this.isUp = false;
    this.dropAll();
  }

  comeBack(): void {
    this.isUp = true;
  }

  /** The connections that there are stay open, and carry nothing any more. */
  fallSilent(): void {
    for (const [client, target] of this.connections) {
      client.unpipe(target).pause();
      target.unpipe(client).pause();
    }
  }

  close(): void {
    this.server.close();
    this.dropAll();
  }

  private carry(client: Socket): void {
    this.connectionsMade += 1;
    const target = connect(this.targetPort, "127.0.0.1");
    const connection = [client, target] as const;
    this.connections.add(connection);
    client.pipe(target).pipe(client);
    for (const socket of connection) {
      socket.on("error", () => undefined);
      socket.on("close", () => this.drop(connection));
    }
  }

  private dropAll(): void {
    for (const connection of this.connections) this.drop(connection);
  }

  private drop(connection: readonly [Socket, Socket]): void {
    this.connections.delete(connection);
    for (const socket of connection) socket.destroy();
  }
}
