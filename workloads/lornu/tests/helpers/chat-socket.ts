import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";

interface Message {
  readonly type: string;
  readonly reason?: string;
}

/** A client of the backend's WebSocket that keeps what it is told. */
export class ChatSocket {
  readonly messages: Message[] = [];
  /** The code with which the connection was closed. */
  readonly closed: Promise<number>;

  static async open(port: number): Promise<ChatSocket> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`);
    const chat = new ChatSocket(socket);
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    return chat;
  }

  private constructor(private readonly socket: WebSocket) {
    socket.on("message", (text) => this.messages.push(JSON.parse(String(text))));
    socket.on("error", () => undefined);
    this.closed = new Promise((resolve) => socket.once("close", resolve));
  }

  ask(chunks: number, chunkSeconds: number): void {
    this.socket.send(JSON.stringify({ type: "ask", id: "1", prompt: `slow:${chunks}:${chunkSeconds}` }));
  }

  count(type: string): number {
    return this.messages.filter((message) => message.type === type).length;
  }

  /** @returns the next message of the type, be it one that has come already */
  async heard(type: string): Promise<Message> {
    for (;;) {
      const message = this.messages.find((candidate) => candidate.type === type);
      if (message !== undefined) return message;
      if (this.socket.readyState === WebSocket.CLOSED) throw new Error(`closed before a message of type ${type}`);
      await sleep(50);
    }
  }

  isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  leave(): void {
    this.socket.terminate();
  }
}
