/**
 * The two messages that take a plain connection into TLS (RFC 4511 §4.14), and nothing else. Done here rather than in the
 * LDAP library, so that not one byte said in clear can be taken for an answer inside TLS.
 */
const OID = Buffer.from('1.3.6.1.4.1.1466.20037', 'ascii');
const MESSAGE_ID = 1;

/** LDAPMessage { messageID 1, ExtendedRequest [APPLICATION 23] { requestName [0] } }. */
export const START_TLS_REQUEST: Buffer = Buffer.concat([
  Buffer.from([0x30, 7 + OID.length, 0x02, 0x01, MESSAGE_ID, 0x77, 2 + OID.length, 0x80, OID.length]),
  OID,
]);

const LONGEST = 4_096;

interface Part {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

/** One BER element at `at`; null while its bytes have not all come or its length is out of bounds. */
const part = (bytes: Buffer, at: number): Part | null => {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) return null;
  let length = first;
  let start = at + 2;
  if (first > 0x7f) {
    const count = first - 0x80;
    if (count < 1 || count > 4 || bytes.length < start + count) return null;
    length = bytes.readUIntBE(start, count);
    start += count;
  }
  return length > LONGEST ? null : { tag, start, end: start + length };
};

/**
 * `more`: the answer is not whole yet. `refused`: anything but a whole success answer to this request with nothing behind
 * it; bytes behind it were said in clear and are an attempt to be believed inside TLS.
 */
export const startTlsAnswer = (bytes: Buffer): 'accepted' | 'refused' | 'more' => {
  const message = part(bytes, 0);
  if (message === null) return bytes.length < 6 ? 'more' : 'refused';
  if (message.tag !== 0x30) return 'refused';
  if (bytes.length < message.end) return 'more';
  const id = part(bytes, message.start);
  const response = id && part(bytes, id.end);
  const result = response && part(bytes, response.start);
  const fits =
    bytes.length === message.end &&
    id?.tag === 0x02 &&
    id.end - id.start === 1 &&
    bytes[id.start] === MESSAGE_ID &&
    response?.tag === 0x78 &&
    response.end === message.end &&
    result?.tag === 0x0a &&
    result.end - result.start === 1 &&
    bytes[result.start] === 0;
  return fits ? 'accepted' : 'refused';
};
