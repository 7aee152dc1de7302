import { extname } from 'node:path';
import type { ClipSettings } from '../shared/clip/clipSettings.ts';
import { nameOf } from '../shared/generatedFrames.ts';
import type {
  Studio,
  StudioCut,
  StudioId,
  StudioPicture,
  StudioProgress,
  StudioRequests,
  StudioSource,
} from '../shared/studio.ts';
import type { Fetching } from './generation/fetchOfJob.ts';
import type { Generations, Parts } from './requests.ts';

/** Videos that are looked at and cut while the settings change. */
export interface Studios {
  /** Opens what is found under this name. */
  open(id: StudioId, find: FindVideo): Promise<Studio>;
  picture(id: StudioId, seconds: number, side: number): Promise<StudioPicture>;
  strip(id: StudioId, from: number, to: number, count: number, side: number): Promise<readonly StudioPicture[]>;
  cut(id: StudioId, settings: ClipSettings, pass: 'coarse' | 'exact'): Promise<StudioCut>;
  /** Where the video lies; it stays there until the studio is closed. */
  fileOf(id: StudioId): Promise<string>;
  close(id: StudioId): Promise<void>;
  /** Hears how far the cuts have come, until the returned function is called. */
  onProgress(listener: (progress: StudioProgress) => void): () => void;
}

/** A video to open, with what the user calls it: a file, or a kept one by its hash. */
export type StudioVideo =
  | { readonly kind: 'file'; readonly path: string; readonly name: string }
  | { readonly kind: 'kept'; readonly hash: string; readonly name: string };

/** Finds out which video to open, which may mean fetching it. */
export type FindVideo = (fetching: Fetching) => Promise<StudioVideo>;

export type StudioParts = Pick<Parts, 'studios' | 'grants' | 'writing' | 'copyFile'> & {
  readonly generations: Pick<Generations, 'list' | 'sourceVideoOf' | 'videoOfJob'>;
  readonly shell: Pick<Parts['shell'], 'choosePlace'>;
};

export function studioRequests(parts: StudioParts): StudioRequests {
  const { studios, shell, writing, copyFile } = parts;
  return {
    openStudio: (id, source) => studios.open(id, (fetching) => videoOf(source, fetching, parts)),
    studioPicture: (id, seconds, side) => studios.picture(id, seconds, side),
    studioStrip: (id, from, to, count, side) => studios.strip(id, from, to, count, side),
    cutStudio: (id, settings, pass) => studios.cut(id, settings, pass),
    async saveStudioVideo(id, name) {
      const file = await studios.fileOf(id);
      const place = await shell.choosePlace(`${name}${extname(file)}`, 'video');
      if (place === null) return false;
      await writing.during(copyFile(file, place));
      return true;
    },
    closeStudio: (id) => studios.close(id),
  };
}

async function videoOf(
  source: StudioSource,
  fetching: Fetching,
  { generations, grants }: StudioParts,
): Promise<StudioVideo> {
  switch (source.kind) {
    case 'generation': {
      const path = await generations.sourceVideoOf(source.id, fetching);
      const generation = (await generations.list()).find(({ id }) => id === source.id);
      return { kind: 'file', path, name: generation ? nameOf(generation) : '' };
    }
    case 'file': {
      const path = grants.pathOf(source.file);
      return { kind: 'file', path, name: (await grants.grant(path)).name };
    }
    case 'kept':
      return { ...source, name: '' };
    case 'job':
      return { kind: 'file', path: await generations.videoOfJob(source.job, fetching), name: '' };
  }
}
