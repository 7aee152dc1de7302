import * as z from 'zod';
import type { ClipSettings } from '../shared/clip/clipSettings.ts';
import { isClipSettings } from '../shared/clip/isClipSettings.ts';

/** What clip settings must look like, from a page that is not trusted or from a file that anybody may have written. */
export const CLIP_SETTINGS = z.custom<ClipSettings>(isClipSettings, 'these are not clip settings');
