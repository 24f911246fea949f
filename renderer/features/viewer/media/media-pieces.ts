/** Fetches what was opened, piece by piece, into memory. Refuses pieces that do not follow each other or exceed what was announced. */
import type { BridgeClient } from '../../../bridge/client.ts';
import type { MediaOpened } from '../../../../shared/records/media.ts';
import type { Fault } from '../../../../shared/faults/faults.ts';

export class MediaFault extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.code);
    this.fault = fault;
  }
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** @throws {@link MediaFault} when a piece is refused, or is not the one asked for. */
export async function* mediaPieces(
  bridge: Pick<BridgeClient, 'call'>,
  { ticket, bytes }: Pick<MediaOpened, 'ticket' | 'bytes'>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  let offset = 0;
  for (;;) {
    const reply = await bridge.call('media.piece', { ticket, offset });
    if (!reply.ok) throw new MediaFault(reply.fault);
    const piece = bytesOf(reply.value.data);
    const end = offset + piece.length;
    const isFit =
      reply.value.offset === offset && piece.length > 0 && end <= bytes && reply.value.last === (end === bytes);
    if (!isFit) throw new MediaFault({ code: 'bridge.output' });
    yield piece;
    if (reply.value.last) return;
    offset = end;
  }
}
