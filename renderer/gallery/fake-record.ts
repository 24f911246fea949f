/** Made-up answers around an open record: neighbours, confirmation, a drawn picture and a sounding tone. Everything fictional. */
import type { CallName, CallParsed } from '../../shared/bridge/calls.ts';
import type { MediaOpened } from '../../shared/records/media.ts';
import { CONFIRMATION_MINUTES, type Confirmation, type Neighbourhood } from '../../shared/records/view.ts';
import { idOf, kindOf, viewOf } from './sample-records.ts';

type RecordCall =
  'record.neighbourhood' | 'record.confirm' | 'confirmation.list' | 'media.open' | 'media.piece' | 'media.close';

const FAR = [1, 3, 7, 9, 10] as const;

function nodeOf(id: string): Neighbourhood['nodes'][number] {
  const { archivedAt, ...node } = viewOf(id);
  return archivedAt === null ? node : { ...node, archivedAt };
}

function neighbourhoodOf(id: string): Neighbourhood {
  const { links } = viewOf(id);
  const root = nodeOf(id);
  const near = links.map((link) => nodeOf(link.id));
  const far = FAR.map(idOf)
    .filter((other) => other !== id && !near.some((node) => node.id === other))
    .map((other) => nodeOf(other));
  return {
    nodes: [root, ...near, ...far],
    edges: [
      ...links.map(({ id: to, relation, stated }) => ({ from: id, to, relation, stated })),
      ...far.map((node, at) => ({
        from: near[at % near.length]?.id ?? id,
        to: node.id,
        relation: 'same plate KLR4821',
        stated: at % 2 === 0,
      })),
    ],
    more: 4,
    auditSeq: 48_216,
  };
}

/** Nine seconds of a tone that comes and goes, 8 kHz, 8 bit. */
function tone(): Uint8Array<ArrayBuffer> {
  const count = 9 * 8000;
  const bytes = new Uint8Array(44 + count);
  const view = new DataView(bytes.buffer);
  const text = (at: number, letters: string): void => bytes.set(new TextEncoder().encode(letters), at);
  text(0, 'RIFF');
  view.setUint32(4, 36 + count, true);
  text(8, 'WAVEfmt ');
  for (const [at, value] of [
    [16, 16],
    [24, 8000],
    [28, 8000],
    [40, count],
  ] as const)
    view.setUint32(at, value, true);
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    view.setUint16(at, value, true);
  text(36, 'data');
  for (let at = 0; at < count; at += 1) {
    const loud = 0.15 + 0.85 * Math.abs(Math.sin(at / 5200));
    bytes[44 + at] = 128 + Math.round(90 * loud * Math.sin((at / 8000) * 2 * Math.PI * 220));
  }
  return bytes;
}

async function picture(): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(640, 420);
  const draw = canvas.getContext('2d');
  if (draw === null) return new Uint8Array();
  draw.fillStyle = '#9fb4c8';
  draw.fillRect(0, 0, 640, 420);
  draw.fillStyle = '#4a5364';
  draw.fillRect(0, 300, 640, 120);
  draw.fillStyle = '#1b57c8';
  draw.fillRect(180, 230, 260, 90);
  draw.fillStyle = '#151a23';
  draw.font = '32px sans-serif';
  draw.fillText('SAMPLE: fictional', 200, 60);
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
}

/** A second of a bar that moves. */
async function film(): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [320, 180];
  const draw = canvas.getContext('2d');
  if (draw === null) return new Uint8Array();
  const parts: Blob[] = [];
  const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm;codecs=vp8' });
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
  const whole = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }));
  recorder.start();
  for (let at = 0; at < 20; at += 1) {
    draw.fillStyle = '#4a5364';
    draw.fillRect(0, 0, 320, 180);
    draw.fillStyle = '#9fb4c8';
    draw.fillRect(at * 14, 70, 60, 40);
    draw.font = '18px sans-serif';
    draw.fillText('SAMPLE: fictional', 12, 28);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  recorder.stop();
  await whole;
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** What a row of a media section opens: of a 911 call a tone and a film, otherwise a tone and a picture. */
async function mediaOf(record: string, row: number): Promise<readonly [MediaOpened['type'], string, Uint8Array]> {
  if (row === 0) return ['audio/wav', 'Recording of the call, SAMPLE', tone()];
  if (kindOf(record) === 'call911') return ['video/webm', 'Camera at the corner, SAMPLE', await film()];
  return ['image/png', 'Photograph, SAMPLE', await picture()];
}

const base64 = (bytes: Uint8Array): string => btoa(bytes.reduce((text, each) => text + String.fromCharCode(each), ''));

export function fakeRecord(): { readonly [N in RecordCall & CallName]: (input: CallParsed<N>) => unknown } {
  const asked = new Map<string, Confirmation>();
  let opened: Uint8Array = new Uint8Array();
  return {
    'record.neighbourhood': ({ id }) => neighbourhoodOf(id),
    'record.confirm': ({ record, priority }) => {
      const now = Date.now();
      const confirmation: Confirmation = {
        ...{ state: 'asked', priority, answeredAt: null },
        askedAt: new Date(now).toISOString(),
        dueAt: new Date(now + CONFIRMATION_MINUTES[priority] * 60_000).toISOString(),
      };
      asked.set(record, confirmation);
      return { confirmation, auditSeq: 48_217 };
    },
    'confirmation.list': () => ({
      confirmations: [...asked].map(([record, confirmation]) => ({
        record,
        confirmation:
          Date.now() - Date.parse(confirmation.askedAt ?? '') > 12_000
            ? { ...confirmation, state: 'confirmed', answeredAt: new Date().toISOString() }
            : confirmation,
      })),
    }),
    'media.open': async ({ record, row }): Promise<MediaOpened> => {
      const [type, label, bytes] = await mediaOf(record, row);
      opened = bytes;
      return { ticket: 'g'.repeat(22), type, bytes: bytes.length, label, auditSeq: 48_218 };
    },
    'media.piece': ({ offset }) => {
      const piece = opened.slice(offset, offset + 24_000);
      return { offset, data: base64(piece), last: offset + piece.length >= opened.length };
    },
    'media.close': () => ({}),
  };
}
