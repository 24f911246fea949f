/** A TCP proxy before a controller: passes bytes on, slowly or not at all, and remembers what the client said. */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export class TcpProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #heard: Buffer[] = [];
  /** Milliseconds by which answers are held back. */
  delayMs = 0;
  /** How many more pieces clients may say before answers are held back for good; null: any number. */
  piecesLeft: number | null = null;
  /** At every so many pieces that clients say, all connections end instead of the answer; null: never. */
  cutEvery: number | null = null;
  #pieces = 0;
  /** Connections taken so far. */
  connections = 0;

  constructor(target: { readonly address: string; readonly port: number }) {
    this.#server = createServer((client) => {
      this.connections += 1;
      const upstream = connect({ host: target.address, port: target.port });
      for (const socket of [client, upstream]) {
        this.#sockets.add(socket);
        socket.on('error', () => {});
        socket.once('close', () => this.#sockets.delete(socket));
      }
      client.on('data', (bytes) => {
        this.#heard.push(bytes);
        if (this.piecesLeft !== null) this.piecesLeft -= 1;
        this.#pieces += 1;
        if (this.cutEvery !== null && this.#pieces % this.cutEvery === 0) this.cut();
        else upstream.write(bytes);
      });
      upstream.on('data', (bytes) => {
        if (this.piecesLeft !== null && this.piecesLeft <= 0) return;
        if (this.delayMs === 0) client.write(bytes);
        else setTimeout(() => !client.destroyed && client.write(bytes), this.delayMs).unref();
      });
      client.once('close', () => upstream.destroy());
      upstream.once('close', () => client.destroy());
    });
  }

  /** Answers the port. */
  async listen(address: string): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, address, resolve));
    return (this.#server.address() as AddressInfo).port;
  }

  /** Everything clients said, in order. */
  heard(): Buffer {
    return Buffer.concat(this.#heard);
  }

  /** Ends the connections there are; new ones are taken. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
