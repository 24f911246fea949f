/** Opens one image or recording by an explicit step, takes its pieces into memory, and lets go of everything when it is closed (S6). */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useBridge } from '../../../bridge/bridge-context.ts';
import type { Fault } from '../../../../shared/faults/faults.ts';
import type { MediaOpened } from '../../../../shared/records/media.ts';
import { MediaFault, mediaPieces } from './media-pieces.ts';
import type { Pieces } from './video-view.tsx';

export interface MediaPlace {
  readonly record: string;
  readonly section: string;
  readonly row: number;
}

export type MediaState =
  | { readonly state: 'closed' }
  | { readonly state: 'opening' }
  | { readonly state: 'fault'; readonly fault: Fault }
  | {
      readonly state: 'open';
      readonly opened: MediaOpened;
      /** Bytes that are there. */
      readonly got: number;
      /** Image and audio, once they are whole. */
      readonly bytes: Uint8Array<ArrayBuffer> | null;
      /** Video: as they come. */
      readonly pieces: Pieces | null;
    };

export interface MediaHandle {
  readonly media: MediaState;
  readonly open: () => void;
  readonly fail: (problem: unknown) => void;
}

const faultOf = (problem: unknown): Fault => (problem instanceof MediaFault ? problem.fault : { code: 'internal' });

export function useMedia(place: MediaPlace): MediaHandle {
  const bridge = useBridge();
  const [media, setMedia] = useState<MediaState>({ state: 'closed' });
  const life = useRef({ isOver: false, ticket: null as string | null });
  useEffect(() => {
    const now = { isOver: false, ticket: null as string | null };
    life.current = now;
    return () => {
      now.isOver = true;
      if (now.ticket !== null) void bridge.call('media.close', { ticket: now.ticket });
    };
  }, [bridge]);
  const fail = useCallback((problem: unknown) => setMedia({ state: 'fault', fault: faultOf(problem) }), []);

  const take = async (opened: MediaOpened): Promise<void> => {
    const now = life.current;
    const got = (count: number, bytes: Uint8Array<ArrayBuffer> | null = null): void => {
      setMedia((state) => (state.state === 'open' ? { ...state, got: count, bytes } : state));
    };
    async function* counted(): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
      let count = 0;
      for await (const piece of mediaPieces(bridge, opened)) {
        if (now.isOver) return;
        count += piece.length;
        got(count);
        yield piece;
      }
    }
    const isVideo = opened.type === 'video/webm';
    setMedia({ state: 'open', opened, got: 0, bytes: null, pieces: isVideo ? counted() : null });
    if (isVideo) return;
    const whole = new Uint8Array(opened.bytes);
    let at = 0;
    for await (const piece of counted()) {
      whole.set(piece, at);
      at += piece.length;
    }
    if (!now.isOver) got(at, whole);
  };

  const open = (): void => {
    const now = life.current;
    setMedia({ state: 'opening' });
    void bridge.call('media.open', place).then(async (reply) => {
      if (!reply.ok) {
        setMedia({ state: 'fault', fault: reply.fault });
        return;
      }
      now.ticket = reply.value.ticket;
      if (now.isOver) await bridge.call('media.close', { ticket: reply.value.ticket });
      else await take(reply.value).catch(fail);
    });
  };
  return { media, open, fail };
}
