import type { PropertyMap, PropertyValue } from '../sprite/userData.ts';
import type { ClipSettings } from './clipSettings.ts';
import { readClipSettings } from './readClipSettings.ts';

/** Where the frames of a clip come from, as the layer that shows them keeps it. */
export interface Provenance {
  /** What the clip is called. */
  readonly name: string;
  readonly maker: ClipMaker;
  /** SHA-256 of the source video in hexadecimal; null where it is not kept. */
  readonly sourceHash: string | null;
  /** ISO 8601. */
  readonly date: string;
  readonly settings: ClipSettings;
}

export type ClipMaker =
  /** A provider, from words. */
  | {
      readonly kind: 'prompt';
      readonly prompt: string;
      readonly provider: string;
      readonly jobId: string | null;
      readonly model: string | null;
      readonly seed: string | null;
      /** US cents. */
      readonly cents: number | null;
    }
  /** A video of the artist's own. */
  | { readonly kind: 'video'; readonly file: string };

/** As properties of user data, which every program that reads .aseprite files can show. */
export function provenanceNote({ name, maker, sourceHash, date, settings }: Provenance): PropertyMap {
  const made: Readonly<Record<string, string | number | null>> =
    maker.kind === 'video'
      ? { file: maker.file }
      : {
          prompt: maker.prompt,
          provider: maker.provider,
          job: maker.jobId,
          model: maker.model,
          seed: maker.seed,
          cents: maker.cents,
        };
  const all = { name, ...made, source: sourceHash, date, settings: JSON.stringify(settings) };
  return new Map(
    Object.entries(all).flatMap(([key, value]): [string, PropertyValue][] => {
      if (value === null) return [];
      return [[key, typeof value === 'number' ? { type: 'double', value } : { type: 'string', value }]];
    }),
  );
}

/** The reverse; null for what is no such note. Settings that cannot be read are as by default. */
export function readProvenance(note: PropertyMap): Provenance | null {
  const text = (key: string): string | null => {
    const found = note.get(key);
    return found?.type === 'string' ? found.value : null;
  };
  const [date, settings, file, prompt] = [text('date'), text('settings'), text('file'), text('prompt')];
  if (date === null || settings === null || (file === null && prompt === null)) return null;
  const cents = note.get('cents');
  const jobId = text('job');
  const maker: ClipMaker =
    prompt === null
      ? { kind: 'video', file: file ?? '' }
      : {
          kind: 'prompt',
          prompt,
          provider: text('provider') ?? '',
          jobId: jobId !== null && /^[\w-]{1,64}$/.test(jobId) ? jobId : null,
          model: text('model'),
          seed: text('seed'),
          cents: cents?.type === 'double' ? cents.value : null,
        };
  const hash = text('source');
  const sourceHash = hash !== null && /^[0-9a-f]{64}$/.test(hash) ? hash : null;
  return { name: text('name') ?? '', maker, sourceHash, date, settings: readClipSettings(parsed(settings)) };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
