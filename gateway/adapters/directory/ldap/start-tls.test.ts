/** The answer to the request for TLS: whole, a yes, and nothing behind it; anything else is a no. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { START_TLS_REQUEST, startTlsAnswer } from './start-tls.ts';

const short = (code: number): Buffer => Buffer.from([0x30, 0x0c, 2, 1, 1, 0x78, 7, 0x0a, 1, code, 4, 0, 4, 0]);
/** With four-byte lengths, as Active Directory writes them. */
const long = Buffer.from([0x30, 0x84, 0, 0, 0, 0x10, 2, 1, 1, 0x78, 0x84, 0, 0, 0, 7, 0x0a, 1, 0, 4, 0, 4, 0]);

it('asks with the message of RFC 4511', () => {
  expect(START_TLS_REQUEST.toString('hex')).toBe('301d02010177188016312e332e362e312e342e312e313436362e3230303337');
});

it('takes a yes in either form of lengths', () => {
  expect([startTlsAnswer(short(0)), startTlsAnswer(long)]).toEqual(['accepted', 'accepted']);
});

it('waits while the answer is not whole', () => {
  for (const answer of [short(0), long]) {
    for (let length = 0; length < answer.length; length += 1) {
      expect(startTlsAnswer(answer.subarray(0, length))).toBe('more');
    }
  }
});

it('S34: anything but a yes is a no', () => {
  for (const code of [1, 2, 51, 52, 53]) expect(startTlsAnswer(short(code))).toBe('refused');
  const other = Buffer.from(short(0));
  other[4] = 2;
  expect(startTlsAnswer(other)).toBe('refused');
});

it('S34: a byte behind the yes was said in clear and makes it a no', () => {
  expect(startTlsAnswer(Buffer.concat([short(0), Buffer.from([0x30])]))).toBe('refused');
});

it('no bytes are an error, and a yes is only ever one', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      expect(['more', 'refused']).toContain(startTlsAnswer(Buffer.from(bytes)));
    }),
  );
});
