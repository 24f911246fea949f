/** Puts the pictures and recordings of the sample department where records look for them. All drawn and spoken by machine, all fictional. */
import { readFile } from 'node:fs/promises';
import type { RecordRow } from '../../shared/records/definition.ts';
import { MEDIA_REF, type MediaType } from '../../shared/records/media.ts';
import { assetPath } from '../adapters/import/asset-path.ts';
import type { MediaStore } from '../ports/media-store.ts';

interface SampleMedia {
  readonly ref: string;
  readonly file: string;
  readonly type: MediaType;
}

/** By what they show; a record of the sample names one under the key `mediaRef` of a media row. */
export const SAMPLE_MEDIA = {
  property: { ref: 'sample/property', file: 'sample-property-photo.png', type: 'image/png' },
  scene: { ref: 'sample/scene', file: 'sample-scene-photo.png', type: 'image/png' },
  street: { ref: 'sample/street', file: 'sample-street-video.webm', type: 'video/webm' },
  call: { ref: 'sample/911-call', file: 'sample-911-call.wav', type: 'audio/wav' },
} as const satisfies Readonly<Record<string, SampleMedia>>;

/** A media row of a sample record: what is told of it, and which file it is. */
export const sampleMediaRow = (
  of: keyof typeof SAMPLE_MEDIA,
  told: Readonly<Record<'kind' | 'title' | 'recording', string>> &
    Partial<Record<'taken', string>> & { seconds?: number },
): readonly RecordRow[] => [{ ...told, [MEDIA_REF]: SAMPLE_MEDIA[of].ref }];

/** Puts what is not there yet. */
export async function ensureSampleMedia(store: MediaStore): Promise<void> {
  for (const { ref, file, type } of Object.values(SAMPLE_MEDIA)) {
    if ((await store.find(ref)) === null) await store.put(ref, type, await readFile(assetPath('media', file)));
  }
}
