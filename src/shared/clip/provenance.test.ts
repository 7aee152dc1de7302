import { expect, test } from 'vitest';
import { DEFAULT_CLIP } from './clipSettings.ts';
import { type Provenance, provenanceNote, readProvenance } from './provenance.ts';

const PROMPTED: Provenance = {
  name: 'a cat',
  maker: { kind: 'prompt', prompt: 'a cat', provider: 'Luma', jobId: 'j1', model: 'ray-2', seed: null, cents: 12.5 },
  sourceHash: 'ab'.repeat(32),
  date: '2026-11-27T10:00:00.000Z',
  settings: { ...DEFAULT_CLIP, width: 48, palette: [0xff0000ff] },
};
const IMPORTED: Provenance = { ...PROMPTED, maker: { kind: 'video', file: 'run.mp4' }, sourceHash: null };

test('what was noted is read', () => {
  for (const provenance of [PROMPTED, IMPORTED]) {
    expect(readProvenance(provenanceNote(provenance))).toEqual(provenance);
  }
});

test('a note of somebody else is none, and what is wrong in one does no harm', () => {
  const text = (value: string) => ({ type: 'string', value }) as const;
  expect(readProvenance(new Map([['prompt', text('a cat')]]))).toBeNull();
  const spoiled = new Map([...provenanceNote(PROMPTED), ['settings', text('{')], ['source', text('../../etc/passwd')]]);
  expect(readProvenance(spoiled)).toMatchObject({ sourceHash: null, settings: DEFAULT_CLIP });
});
