/** Pieces of an opened file, how an image stands in its frame, what a recording looks like. */
import { describe, expect, it } from 'vitest';
import type { BridgeClient } from '../../../bridge/client.ts';
import { FITTED, fitScale, moveFrame } from './image-frame.ts';
import { MediaFault, mediaPieces } from './media-pieces.ts';
import { lengthText, peaksOf, webmType } from './waveform.ts';

const TICKET = 't'.repeat(22);
const base64 = (text: string): string => btoa(text);

/** Answers the pieces in order, whatever is asked. */
function bridgeOf(...replies: readonly unknown[]) {
  const asked: unknown[] = [];
  const call = (_: string, input: unknown): Promise<unknown> => {
    asked.push(input);
    return Promise.resolve(replies[asked.length - 1]);
  };
  return { asked, bridge: { call } as unknown as Pick<BridgeClient, 'call'> };
}
const piece = (offset: number, text: string, last: boolean) => ({
  ok: true,
  value: { offset, data: base64(text), last },
});
async function taken(
  bytes: number,
  ...replies: readonly unknown[]
): Promise<{ text: string; asked: readonly unknown[] }> {
  const { asked, bridge } = bridgeOf(...replies);
  let text = '';
  for await (const part of mediaPieces(bridge, { ticket: TICKET, bytes })) text += new TextDecoder().decode(part);
  return { text, asked };
}

describe('the pieces of an opened file', () => {
  it('are asked for one after the other until the last', async () => {
    const { text, asked } = await taken(6, piece(0, 'abcd', false), piece(4, 'ef', true));
    expect(text).toBe('abcdef');
    expect(asked).toEqual([
      { ticket: TICKET, offset: 0 },
      { ticket: TICKET, offset: 4 },
    ]);
  });
  it.each([
    ['longer than announced', 3, [piece(0, 'abcd', true)]],
    ['from another place', 8, [piece(0, 'abcd', false), piece(2, 'cdef', true)]],
    ['empty, for ever', 8, [piece(0, '', false)]],
    ['last before the end', 8, [piece(0, 'abcd', true)]],
  ])('are refused when they are %s', async (_, bytes, replies) => {
    await expect(taken(bytes, ...replies)).rejects.toThrow('bridge.output');
  });
  it('S6: end with the fault of the gateway when what was opened is closed', async () => {
    const closed = { ok: false, fault: { code: 'media.closed' } };
    await expect(taken(8, piece(0, 'abcd', false), closed)).rejects.toEqual(new MediaFault({ code: 'media.closed' }));
  });
});

describe('an image in its frame', () => {
  it('fits whichever way it is turned', () => {
    const [image, frame] = [
      { width: 400, height: 100 },
      { width: 200, height: 100 },
    ];
    expect([0, 1, 2, 3].map((turns) => fitScale(image, frame, turns))).toEqual([0.5, 0.25, 0.5, 0.25]);
  });
  it('turns around, zooms within bounds, and comes back to fit', () => {
    const turned = [1, 2, 3, 4].reduce((frame) => moveFrame(frame, 'right'), FITTED);
    expect(turned).toEqual(FITTED);
    let frame = FITTED;
    for (let times = 0; times < 40; times += 1) frame = moveFrame(frame, 'in');
    expect(frame.zoom).toBe(16);
    for (let times = 0; times < 40; times += 1) frame = moveFrame(moveFrame(frame, 'pan-left'), 'out');
    expect(frame).toEqual(FITTED);
  });
});

describe('a recording', () => {
  it('shows the loudest sample of each stretch', () => {
    expect(peaksOf(Float32Array.of(0, 0.5, -1, 0.25, 0, 0), 3)).toEqual([0.5, 1, 0]);
    expect(peaksOf(new Float32Array(), 2)).toEqual([0, 0]);
  });
  it('names the codecs a WebM file says it has', () => {
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    expect(webmType(bytes('..V_VP9...A_OPUS'))).toBe('video/webm; codecs="vp09.00.10.08, opus"');
    expect(webmType(bytes('nothing'))).toBe('video/webm');
    expect([lengthText(65.9), lengthText(-1)]).toEqual(['1:05', '0:00']);
  });
});
