import * as z from 'zod';
import { JOB_LIMITS } from '../../supabase/functions/_shared/job.ts';
import { BROWSER_SIGN_INS, CONNECTION_CHECKS, KEY_PROVIDERS } from '../shared/connection.ts';
import type { Animation } from '../shared/formats/animation.ts';
import {
  type Companions,
  type DecodedImage,
  type FileId,
  type GenerationId,
  type GenerationRequest,
  type PreloadRequests,
  START_FRAME_SIDE,
  type WrittenImage,
} from '../shared/ipc.ts';
import { KEPT_PART, type RecoveryId } from '../shared/recovery.ts';
import { LIMITS } from '../shared/sprite/sprite.ts';
import type { StudioId, StudioSource } from '../shared/studio.ts';
import { CLIP_SETTINGS } from './clipSettingsShape.ts';
import { isFileId } from './files/grants.ts';
import { LARGEST_FILE } from './files/readWholeFile.ts';
import { SETTINGS } from './settings.ts';
import { TAKEN_FRAMES } from './takenFramesShape.ts';

export type RequestArguments = { readonly [Name in keyof PreloadRequests]: Parameters<PreloadRequests[Name]> };

const MOST_SIDE = 8192;

const bytes = (most: number) => z.instanceof(Uint8Array).refine((value) => value.byteLength <= most, 'too many bytes');
const text = (most: number) => z.string().max(most);
const fileId = z.custom<FileId>(isFileId, 'not a file id');
const generationId = z.custom<GenerationId>(
  (value) => typeof value === 'string' && /^[\w-]{1,64}$/.test(value),
  'not a generation id',
);
const studioId = z.custom<StudioId>(
  (value) => typeof value === 'string' && /^[\w-]{1,64}$/.test(value),
  'not a studio id',
);
const recoveryId = z.custom<RecoveryId>((value) => z.uuid().safeParse(value).success, 'not a recovery id');
/** The window's number of one. */
const openDocument = z.int().min(1);
const palette = z.array(z.uint32()).min(1).max(256);

const keyFrame: z.ZodType<DecodedImage> = z
  .strictObject({
    width: z.int().min(1).max(START_FRAME_SIDE),
    height: z.int().min(1).max(START_FRAME_SIDE),
    pixels: bytes(START_FRAME_SIDE * START_FRAME_SIDE * 4),
  })
  .refine(({ width, height, pixels }) => pixels.length === width * height * 4, 'the bytes do not fit the size');
const generationRequest: z.ZodType<GenerationRequest> = z.strictObject({
  settings: CLIP_SETTINGS,
  prompt: z.string().trim().min(1).max(JOB_LIMITS.promptLength),
  projectId: z.uuid().exactOptional(),
  startFrame: keyFrame.exactOptional(),
  endFrame: keyFrame.exactOptional(),
  take: z
    .union([
      z.strictObject({ ...TAKEN_FRAMES, file: fileId }),
      z.strictObject({ ...TAKEN_FRAMES, document: openDocument }),
    ])
    .exactOptional(),
});
const image: z.ZodType<WrittenImage> = z
  .strictObject({
    width: z.int().min(1).max(MOST_SIDE),
    height: z.int().min(1).max(MOST_SIDE),
    pixels: bytes(LARGEST_FILE),
    palette: palette.exactOptional(),
    entries: bytes(MOST_SIDE * MOST_SIDE).exactOptional(),
    gray: z.literal(true).exactOptional(),
  })
  .refine(
    ({ width, height, pixels, entries }) =>
      pixels.length === width * height * 4 && (entries === undefined || entries.length === width * height),
    'the bytes do not fit the size',
  );

const animation: z.ZodType<Animation> = z
  .strictObject({
    width: z.int().min(1).max(MOST_SIDE),
    height: z.int().min(1).max(MOST_SIDE),
    frames: z
      .array(z.strictObject({ pixels: z.instanceof(Uint32Array), duration: z.number().min(0).max(65_535) }))
      .min(1)
      .max(LIMITS.frames),
    loop: z.int().min(0).max(65_535),
  })
  .refine(
    ({ width, height, frames }) => frames.every(({ pixels }) => pixels.length === width * height),
    'the pixels do not fit the size',
  );

const studioSource: z.ZodType<StudioSource> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('generation'), id: generationId }),
  z.strictObject({ kind: z.literal('file'), file: fileId }),
  z.strictObject({ kind: z.literal('kept'), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.strictObject({ kind: z.literal('job'), job: z.string().regex(/^[\w-]{1,64}$/) }),
]);
/** Seconds of a video; more than any has. */
const seconds = z
  .number()
  .min(0)
  .max(1 << 20);
const stillSide = z.int().min(1).max(4096);

const companions: z.ZodType<Companions> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('data') }),
  z.strictObject({ kind: z.literal('sequence'), count: z.int().min(1).max(LIMITS.frames) }),
]);

/**
 * What each request takes, in shape, range and bytes: the page is not trusted, however well the compiler knows it. A
 * request without its line here does not compile.
 */
export const REQUEST_ARGUMENTS: { readonly [Name in keyof RequestArguments]: z.ZodType<RequestArguments[Name]> } = {
  environment: z.tuple([]),
  chooseFiles: z.tuple([z.enum(['open', 'video', 'palette', 'sheet', 'sheetData'])]),
  chooseSavePlace: z.tuple([text(255), z.enum(['aseprite', 'gif', 'png', 'webp', 'json', 'palette'])]),
  placesBeside: z.tuple([fileId, companions]),
  sequenceOf: z.tuple([fileId]),
  readFile: z.tuple([fileId]),
  writeFile: z.tuple([fileId, bytes(LARGEST_FILE)]),
  recentFiles: z.tuple([]),
  rememberFile: z.tuple([fileId, bytes(1024 * 1024)]),
  keepPart: z.tuple([openDocument, z.int().min(0).max(LARGEST_FILE), bytes(KEPT_PART)]),
  keepSprite: z.tuple([openDocument, z.strictObject({ name: text(1000), file: fileId.nullable() })]),
  forgetKept: z.tuple([openDocument]),
  recoverables: z.tuple([]),
  readRecoverable: z.tuple([recoveryId]),
  adoptRecoverable: z.tuple([recoveryId, openDocument]),
  discardRecoverable: z.tuple([recoveryId]),
  openRecoveryFolder: z.tuple([]),
  decodePicture: z.tuple([bytes(LARGEST_FILE)]),
  encodePng: z.tuple([image]),
  encodeWebp: z.tuple([animation]),
  quote: z.tuple([]),
  generate: z.tuple([generationRequest]),
  generations: z.tuple([]),
  cancelGeneration: z.tuple([generationId]),
  retryGeneration: z.tuple([generationId]),
  forgetGeneration: z.tuple([generationId]),
  clipOf: z.tuple([generationId]),
  takeOf: z.tuple([generationId]),
  acknowledgeGeneration: z.tuple([generationId]),
  saveSourceVideo: z.tuple([generationId]),
  openSourceVideo: z.tuple([generationId]),
  fetchVideoAgain: z.tuple([generationId]),
  thumbnailOf: z.tuple([generationId]),
  openStudio: z.tuple([studioId, studioSource]),
  studioPicture: z.tuple([studioId, seconds, stillSide]),
  studioStrip: z.tuple([studioId, seconds, seconds, z.int().min(1).max(64), stillSide.max(512)]),
  cutStudio: z.tuple([studioId, CLIP_SETTINGS, z.enum(['coarse', 'exact'])]),
  saveStudioVideo: z.tuple([studioId, text(255)]),
  closeStudio: z.tuple([studioId]),
  connection: z.tuple([]),
  signIn: z.tuple([text(320), text(1024)]),
  signUp: z.tuple([text(320), text(1024)]),
  signOut: z.tuple([]),
  signInWays: z.tuple([]),
  sendCode: z.tuple([text(320)]),
  signInWithCode: z.tuple([text(320), text(20)]),
  signInWithBrowser: z.tuple([z.enum(BROWSER_SIGN_INS)]),
  cancelBrowserSignIn: z.tuple([]),
  usage: z.tuple([]),
  limitSpending: z.tuple([z.int().min(0).max(10_000_000).nullable()]),
  checkConnection: z.tuple([z.enum(CONNECTION_CHECKS)]),
  keepProviderKey: z.tuple([z.enum(KEY_PROVIDERS), text(4000)]),
  settings: z.tuple([]),
  changeSettings: z.tuple([z.strictObject(SETTINGS).exactPartial()]),
  reportCrash: z.tuple([text(200), text(20_000)]),
  describeWindow: z.tuple([z.strictObject({ title: text(1000), unsaved: z.boolean(), jobs: text(200) })]),
  askAboutUnsaved: z.tuple([text(1000)]),
  finishFiles: z.tuple([]),
  closeWindow: z.tuple([]),
  openHelp: z.tuple([z.enum(['privacy', 'guide', 'deployment', 'troubleshooting'])]),
  grantDropped: z.tuple([text(32_768)]),
};
