/** The encrypted connection to the gateway. Knows no routes and no schemas; never follows a redirect, never retries. */
export interface LinkRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Starts with a slash; opaque ids only. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text, or null for no body. */
  readonly body: string | null;
  readonly signal: AbortSignal | null;
  /** Milliseconds until `link.timeout`. With {@link GatewayLink.stream}: of silence. */
  readonly timeoutMs: number;
}

export interface LinkAnswer {
  readonly status: number;
  readonly body: string;
}

/** Either the lines of a 2xx answer, or the whole body of any other. */
export type LinkStream =
  | { readonly status: number; readonly lines: AsyncIterable<string> }
  | { readonly status: number; readonly body: string };

/** With what the workstation proves itself (IA-3). Both PEM; the key is never written or logged. */
export interface ClientIdentity {
  readonly certificate: string;
  readonly key: string;
}

export interface GatewayLink {
  /** Host and port, shown to the person. */
  readonly name: string;
  /** Throws FaultError `link.down`, `link.timeout`, `link.certificate`, `link.contract` (answer too large). */
  request(request: LinkRequest): Promise<LinkAnswer>;
  stream(request: LinkRequest): Promise<LinkStream>;
  /** From now on connections prove this identity, or none; no connection made before is used again. */
  present(identity: ClientIdentity | null): void;
  close(): void;
}
