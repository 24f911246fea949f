/** The one page of the workstation, as the core sees it. It never runs code in the page. */
import type { TopicName, TopicValue } from '../../shared/bridge/calls.ts';

export interface Page {
  /** Origin from which calls are accepted now (scheme://host). Changes when the page is renewed. */
  origin(): string;
  /** Hands a topic's value to the page; does nothing while there is none. */
  publish<N extends TopicName>(topic: N, value: TopicValue<N>): void;
  /** A new renderer and a new document; resolves when the old document is gone. */
  renew(): Promise<void>;
}

/** Who makes a call, read by the host before anything is awaited. */
export interface Caller {
  readonly mainFrame: boolean;
  /** null when the host can't tell: refused. */
  readonly origin: string | null;
}
